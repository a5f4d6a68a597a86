import type { FailHcallEvent, MachineEvent } from '../machine/event.ts';
import { nameHcall } from '../machine/firmware/hcall.ts';
import type { Machine } from '../machine/machine.ts';
import type { PageKind } from '../machine/memory/held-pages.ts';
import type { Stepped } from '../machine/step.ts';
import { formatCount } from '../machine/units/bytes.ts';
import { rangeOf, type Said } from './said.ts';
import { sayEndOfWait } from './say-waiting.ts';

/** What was told to happen later, or holds from now on. */
export type ToldEvent = Extract<
  MachineEvent,
  { type: 'failAllocation' | 'failHcall' | 'failCallback' | 'pages' | 'signal' }
>;

export function titleOfFault(event: ToldEvent): string {
  switch (event.type) {
    case 'failAllocation':
      return `allocation ${event.nth} will fail`;
    case 'failHcall':
      return `hcall ${event.nth} will fail`;
    case 'failCallback':
      return `${event.name} will answer ${event.answer}`;
    case 'pages':
      return `${rangeOf(event)}: pages ${event.are}`;
    case 'signal':
      return 'signal';
  }
}

const HCALLS: Readonly<Record<NonNullable<FailHcallEvent['call']>, string>> = {
  register: 'Page-registration hcall',
  allocate: 'H_ALLOC_HEA_RESOURCE (a region)',
  free: 'H_FREE_RESOURCE (the region)',
  share: 'H_REGISTER_SMR (a shared region)',
};

const PAGES: Readonly<Record<PageKind, string>> = {
  movable: 'Whoever wants them elsewhere can move them.',
  unmovable: 'Isolation will refuse them: no callback is asked.',
  pinned: 'Somebody holds them for a while: moving them leaves them over.',
  failing: 'Moving them will end in an error each time.',
  poisoned:
    'Going offline they are in nobody’s way (ours); this kernel does not look when it onlines.',
};

/** Where the kernel looks at them before it onlines a block. */
const POISON_REFUSED =
  'A block of them can go offline (ours) but not come back: -EHWPOISON, no callback is asked.';

export function sayFault(event: ToldEvent, before: Machine, done: Stepped): Said {
  return sayEndOfWait(before, done) ?? { ...words(event, before), tone: 'neutral' };
}

function words(event: ToldEvent, { edition }: Machine): Omit<Said, 'tone'> {
  switch (event.type) {
    case 'failAllocation':
      return {
        fact: `Allocation ${formatCount(event.nth)} from here will fail.`,
        cost: 'It counts the tables of the driver’s map.',
      };
    case 'failHcall':
      return {
        fact: `${HCALLS[event.call ?? 'register']} ${formatCount(event.nth)} from here will fail.`,
        cost: `It will answer ${nameHcall(event.code ?? -1)}.`,
      };
    case 'failCallback':
      return {
        fact: `${event.name} will answer ${event.answer} to ${event.action}.`,
        cost: 'Once, the next time it is asked that, instead of what it does.',
      };
    case 'pages':
      return {
        fact: `The pages of ${rangeOf(event)} are ${event.are}.`,
        cost:
          event.are === 'poisoned' && edition.refusesPoisoned ? POISON_REFUSED : PAGES[event.are],
      };
    case 'signal':
      return {
        fact: 'A signal is on its way.',
        cost: 'It ends the next offline that gets as far as moving pages.',
      };
  }
}
