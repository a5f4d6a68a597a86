import type { Draft } from './draft.ts';
import type {
  FailAllocationEvent,
  FailCallbackEvent,
  FailHcallEvent,
  InputError,
  PagesEvent,
} from './event.ts';
import { H_HARDWARE } from './firmware/hcall.ts';
import type { Machine } from './machine.ts';
import { setPages } from './memory/held-pages.ts';
import { validSections } from './memory/section.ts';
import { formatHex } from './units/address.ts';
import { sectionsTouched } from './units/section.ts';

/** Faults on demand: told in advance, they wait for their turn. Which ones and when is ours; what follows is the kernel's. */
export type FaultEvent = FailAllocationEvent | FailHcallEvent | FailCallbackEvent;

export function armFault(draft: Draft, event: FaultEvent): void {
  if (event.type === 'failCallback') {
    const { name, action, answer } = event;
    draft.armedAnswers = [...draft.armedAnswers, { name, action, answer }];
    draft.facts.push({ type: 'answer armed', name, action, answer });
    return;
  }
  const { nth } = event;
  if (event.type === 'failAllocation') {
    draft.armedAllocations = [...draft.armedAllocations, nth];
    draft.facts.push({ type: 'arm', what: 'allocation', nth, code: null });
    return;
  }
  const code = event.code ?? H_HARDWARE;
  draft.armedHcalls = [...draft.armedHcalls, { nth, code }];
  draft.facts.push({ type: 'arm', what: 'hcall', nth, code });
}

/** A callback that is not in the chain will never be asked. */
export function refuseAnswer(machine: Machine, { name }: FailCallbackEvent): InputError | null {
  const all = [...machine.chain, ...machine.nodeChain];
  if (all.some((c) => c.name === name)) return null;
  const names = all.map((c) => c.name).join(', ');
  return {
    code: 'bad-event',
    message: `No callback "${name}" is in the chain; expected one of ${names || 'none: it is empty'}.`,
    field: 'name',
  };
}

/** Sections that hold any byte of the range. */
function sectionsIn({ start, size }: PagesEvent): readonly [number, number] {
  const first = BigInt(start);
  return sectionsTouched(first, first + BigInt(size));
}

export function refusePages(machine: Machine, event: PagesEvent): InputError | null {
  if (BigInt(event.size) === 0n)
    return { code: 'unaligned', message: 'A range of 0 bytes holds no page.', field: 'size' };
  return validSections(machine.sections).touches(...sectionsIn(event))
    ? null
    : {
        code: 'bad-event',
        message: `There is no memory at ${formatHex(BigInt(event.start))} whose pages anybody could hold.`,
        field: 'start',
      };
}

/** What the pages of every section there is in the range are from now on. */
export function tellPages(draft: Draft, event: PagesEvent): void {
  const [first, end] = sectionsIn(event);
  let sections = 0;
  for (const [s, e] of validSections(draft.sections).clip(first, end)) {
    draft.held = setPages(draft.held, s, e, event.are);
    sections += e - s;
  }
  draft.facts.push({ type: 'pages', are: event.are, first, sections });
}

export function signal(draft: Draft): void {
  draft.signals += 1;
  draft.facts.push({ type: 'signal', came: 'on its way' });
}
