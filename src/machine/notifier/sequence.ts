import type { MemoryAction, NodeAction } from './action.ts';

/** The actions of onlining or offlining a block (mm/memory_hotplug.c, Linux 2.6.25). */
export interface Sequence {
  readonly going: MemoryAction;
  readonly done: MemoryAction;
  readonly cancel: MemoryAction;
  /** On the node chain, around those of the memory chain (Linux 7.1.5). */
  readonly node: {
    readonly going: NodeAction;
    readonly done: NodeAction;
    readonly cancel: NodeAction;
  };
}

export const ONLINE: Sequence = {
  going: 'MEM_GOING_ONLINE',
  done: 'MEM_ONLINE',
  cancel: 'MEM_CANCEL_ONLINE',
  node: {
    going: 'NODE_ADDING_FIRST_MEMORY',
    done: 'NODE_ADDED_FIRST_MEMORY',
    cancel: 'NODE_CANCEL_ADDING_FIRST_MEMORY',
  },
};
export const OFFLINE: Sequence = {
  going: 'MEM_GOING_OFFLINE',
  done: 'MEM_OFFLINE',
  cancel: 'MEM_CANCEL_OFFLINE',
  node: {
    going: 'NODE_REMOVING_LAST_MEMORY',
    done: 'NODE_REMOVED_LAST_MEMORY',
    cancel: 'NODE_CANCEL_REMOVING_LAST_MEMORY',
  },
};

/** What the kernel found between the first round and the last. */
export type Middle =
  | { readonly kind: 'ok' }
  /** Cancel, and return this. */
  | { readonly kind: 'failed'; readonly ret: number }
  /** No page was onlined: no further round at all, and 0 (2.6.25). */
  | { readonly kind: 'nothing' }
  /** Pages are left over and it tries again, for ever: whoever asked goes on waiting. */
  | { readonly kind: 'waits' };

export type SequenceOutcome = 'done' | 'cancelled' | 'online-zero-pages-no-event' | 'waits';

export interface SequenceEnd {
  readonly ret: number;
  readonly outcome: SequenceOutcome;
}

/** Sends one action down its chain and gives notifier_to_errno of the result. */
export type Notify = (action: MemoryAction) => number;
export type NotifyNode = (action: NodeAction) => number;

/**
 * GOING; a veto or a later failure sends CANCEL to the whole chain, also to callbacks that never saw GOING;
 * otherwise the final round, whose value nobody reads.
 *
 * @param notifyNode the node chain is told as well: this is the first memory of its node, or the last (Linux 7.1.5)
 */
export function runSequence(
  sequence: Sequence,
  notify: Notify,
  middle: () => Middle,
  notifyNode: NotifyNode | null = null,
): SequenceEnd {
  const veto = notifyNode?.(sequence.node.going) || notify(sequence.going);
  return veto === 0
    ? endSequence(sequence, notify, middle(), notifyNode)
    : cancelSequence(sequence, notify, veto, notifyNode);
}

/** What follows from what was found. */
export function endSequence(
  sequence: Sequence,
  notify: Notify,
  found: Middle,
  notifyNode: NotifyNode | null = null,
): SequenceEnd {
  if (found.kind === 'failed') return cancelSequence(sequence, notify, found.ret, notifyNode);
  if (found.kind === 'nothing') return { ret: 0, outcome: 'online-zero-pages-no-event' };
  if (found.kind === 'waits') return { ret: 0, outcome: 'waits' };
  notifyNode?.(sequence.node.done);
  notify(sequence.done);
  return { ret: 0, outcome: 'done' };
}

/** CANCEL comes also where the node chain refused and GOING was never sent. */
function cancelSequence(
  sequence: Sequence,
  notify: Notify,
  ret: number,
  notifyNode: NotifyNode | null,
): SequenceEnd {
  notify(sequence.cancel);
  notifyNode?.(sequence.node.cancel);
  return { ret, outcome: 'cancelled' };
}

/**
 * memory_block_online of 6.12: MEM_PREPARE_ONLINE before; its veto ends it without another round, and what fails
 * after it is followed by MEM_FINISH_OFFLINE (drivers/base/memory.c).
 */
export function betweenPrepareAndFinish(notify: Notify, online: () => number): number {
  const refused = notify('MEM_PREPARE_ONLINE');
  if (refused !== 0) return refused;
  const ret = online();
  if (ret !== 0) notify('MEM_FINISH_OFFLINE');
  return ret;
}

/** memory_block_offline of 6.12: MEM_FINISH_OFFLINE after what went well, its value ignored. */
export function finishOffline(notify: Notify, end: SequenceEnd): SequenceEnd {
  if (end.outcome === 'done') notify('MEM_FINISH_OFFLINE');
  return end;
}
