import type { MemoryAction } from './action.ts';

/** The three actions of onlining or offlining a block (mm/memory_hotplug.c, Linux 2.6.25). */
export interface Sequence {
  readonly going: MemoryAction;
  readonly done: MemoryAction;
  readonly cancel: MemoryAction;
}

export const ONLINE: Sequence = {
  going: 'MEM_GOING_ONLINE',
  done: 'MEM_ONLINE',
  cancel: 'MEM_CANCEL_ONLINE',
};
export const OFFLINE: Sequence = {
  going: 'MEM_GOING_OFFLINE',
  done: 'MEM_OFFLINE',
  cancel: 'MEM_CANCEL_OFFLINE',
};

/** What the kernel found between the first round and the last. */
export type Middle =
  | { readonly kind: 'ok' }
  /** Cancel, and return this. */
  | { readonly kind: 'failed'; readonly ret: number }
  /** No page was onlined: no further round at all, and 0 (2.6.25). */
  | { readonly kind: 'nothing' };

export type SequenceOutcome = 'done' | 'cancelled' | 'online-zero-pages-no-event';

/**
 * GOING; a veto or a later failure sends CANCEL to the whole chain, also to callbacks that never saw GOING;
 * otherwise the final round, whose value nobody reads.
 *
 * @param notify sends one action down the chain and gives notifier_to_errno of the result
 */
export function runSequence(
  sequence: Sequence,
  notify: (action: MemoryAction) => number,
  middle: () => Middle,
): { readonly ret: number; readonly outcome: SequenceOutcome } {
  const veto = notify(sequence.going);
  if (veto !== 0) {
    notify(sequence.cancel);
    return { ret: veto, outcome: 'cancelled' };
  }
  const found = middle();
  if (found.kind === 'failed') {
    notify(sequence.cancel);
    return { ret: found.ret, outcome: 'cancelled' };
  }
  if (found.kind === 'nothing') return { ret: 0, outcome: 'online-zero-pages-no-event' };
  notify(sequence.done);
  return { ret: 0, outcome: 'done' };
}
