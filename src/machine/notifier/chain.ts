import { errnoNumber } from '../units/errno.ts';

/**
 * The notifier chain of kernel/notifier.c: the list kept by priority, the walk, and what its result means.
 * Read in Linux 2.6.25 and 7.1.5, and run there.
 */

export const NOTIFY_DONE = 0x0000;
export const NOTIFY_OK = 0x0001;
/** Only this bit stops the walk. */
export const NOTIFY_STOP_MASK = 0x8000;
export const NOTIFY_BAD = NOTIFY_STOP_MASK | 0x0002;
export const NOTIFY_STOP = NOTIFY_STOP_MASK | NOTIFY_OK;

/** A notifier block: what the list needs to know of it. */
export interface NotifierBlock {
  readonly priority: number;
}

/** The list with the block before the first one of strictly lower priority: ties keep registration order. */
export function insertBlock<T extends NotifierBlock>(chain: readonly T[], block: T): readonly T[] {
  const at = chain.findIndex((b) => b.priority < block.priority);
  return at < 0 ? [...chain, block] : [...chain.slice(0, at), block, ...chain.slice(at)];
}

/** Answer of registering a block that is there already: -EEXIST, as current kernels do (7.1.5; 2.6.25 had no check). */
export const ALREADY_REGISTERED = -17;
/** Answer of unregistering a block that is not there: -ENOENT. */
export const NOT_REGISTERED = -2;

export interface Walk<T> {
  /** Return value of the last callback called; 0 if none was. */
  readonly result: number;
  readonly calls: readonly { readonly block: T; readonly answer: number }[];
  /** Index of the callback whose answer stopped the walk, or null. */
  readonly stoppedAt: number | null;
}

/** Calls at most `limit` blocks (-1: all) until one sets the stop bit. */
export function callChain<T>(
  chain: readonly T[],
  answer: (block: T) => number,
  limit = -1,
): Walk<T> {
  const calls: { block: T; answer: number }[] = [];
  let result = 0;
  for (const block of chain) {
    if (calls.length === limit) break;
    result = answer(block) | 0;
    calls.push({ block, answer: result });
    if ((result & NOTIFY_STOP_MASK) !== 0) return { result, calls, stoppedAt: calls.length - 1 };
  }
  return { result, calls, stoppedAt: null };
}

/**
 * Calls up; if a callback stopped the walk - NOTIFY_STOP counts too - calls down for those before it. Memory
 * hotplug does not use this, which is why its CANCEL reaches everybody.
 */
export function callChainRobust<T>(
  chain: readonly T[],
  up: (block: T) => number,
  down: (block: T) => number,
): { readonly result: number; readonly up: Walk<T>; readonly down: Walk<T> | null } {
  const first = callChain(chain, up);
  const rollback = first.stoppedAt === null ? null : callChain(chain, down, first.calls.length - 1);
  return { result: first.result, up: first, down: rollback };
}

/** 0 or a negative errno: BAD reads as -1 (EPERM), STOP as 0 (include/linux/notifier.h). */
export function notifierToErrno(result: number): number {
  const value = result & ~NOTIFY_STOP_MASK;
  return value > NOTIFY_OK ? NOTIFY_OK - value : 0;
}

/** -12 becomes 0x800d. */
export const notifierFromErrno = (errno: number): number => NOTIFY_STOP_MASK | (NOTIFY_OK - errno);

const NAMED: Readonly<Record<string, number>> = {
  NOTIFY_DONE,
  NOTIFY_OK,
  NOTIFY_STOP,
  NOTIFY_BAD,
};

/** The int a callback returns for an answer as people write it: a name, `-ENOMEM`, or the number itself. */
export function answerValue(answer: string | number): number | undefined {
  if (typeof answer === 'number') return answer | 0;
  if (Object.hasOwn(NAMED, answer)) return NAMED[answer];
  const errno = answer.startsWith('-') ? errnoNumber(answer.slice(1)) : undefined;
  return errno === undefined ? undefined : notifierFromErrno(-errno);
}
