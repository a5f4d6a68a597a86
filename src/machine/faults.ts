import { chainsOf, refuseNeverAsked } from './asked-actions.ts';
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
import { heldIn, setPages } from './memory/held-pages.ts';
import { validSections } from './memory/section.ts';
import type { Pending } from './pending.ts';
import { resume } from './request.ts';
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
  const { call = 'register' } = event;
  if (call !== 'register') {
    draft.armedCalls = [...draft.armedCalls, { call, nth, code }];
    draft.facts.push({ type: 'arm', what: 'hcall', nth, code, call });
    return;
  }
  draft.armedHcalls = [...draft.armedHcalls, { nth, code }];
  draft.facts.push({ type: 'arm', what: 'hcall', nth, code });
}

/** A callback that is not in the chain will never be asked, nor one of a chain that is not told of that. */
export function refuseAnswer(machine: Machine, event: FailCallbackEvent): InputError | null {
  const { name, action } = event;
  const all = [...machine.chain, ...machine.nodeChain];
  if (all.some((c) => c.name === name))
    return refuseNeverAsked(chainsOf(machine), name, action, 'action');
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
export function tellPages(draft: Draft, event: PagesEvent): number {
  const [first, end] = sectionsIn(event);
  let sections = 0;
  for (const [s, e] of validSections(draft.sections).clip(first, end)) {
    draft.held = setPages(draft.held, s, e, event.are);
    sections += e - s;
  }
  draft.facts.push({ type: 'pages', are: event.are, first, sections });
  return draft.pending ? lookAgain(draft, draft.pending) : 0;
}

/** The next attempt of the block that waits: its pages are gone, some can never be, or it waits on. */
function lookAgain(draft: Draft, { first, sections }: Pending): number {
  const held = heldIn(draft.held, first, first + sections);
  if (held === null) return resume(draft, null);
  return held === 'unmovable' ? resume(draft, 'unmovable') : 0;
}

/** Whoever waits in an offline is woken; if nobody does, it is on its way to the next who will. */
export function signal(draft: Draft): number {
  if (draft.pending) {
    draft.facts.push({ type: 'signal', came: 'here' });
    return resume(draft, 'signal');
  }
  draft.signals += 1;
  draft.facts.push({ type: 'signal', came: 'on its way' });
  return 0;
}
