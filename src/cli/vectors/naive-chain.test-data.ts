import type { ChainBlock as Block, ChainOp } from './chain.ts';

/** The notifier chain of FACTS c1, written as its sentences: a list that is sorted anew, a walk that counts. */

const STOP = 0x8000;
const GOING_OFFLINE = 1;
const OFFLINE = 2;
const GOING_ONLINE = 3;
const CANCEL_ONLINE = 4;
const CANCEL_OFFLINE = 5;
const ONLINE = 0;

/** Bit 15 of an int, which negative answers have too. */
const stops = (result: number): boolean => Math.abs(Math.floor(result / STOP) % 2) === 1;

/** NOTIFY_BAD is -1, NOTIFY_STOP no error; 2 without the stop bit reads as -1 too. */
export const naiveErrno = (result: number): number => {
  const rest = stops(result) ? result - STOP : result;
  return rest > 1 ? 1 - rest : 0;
};

export class NaiveChain {
  readonly #blocks: ReadonlyMap<number, Block>;
  /** Ids in the order in which they came. */
  #members: number[] = [];
  #calls: [number, number][] = [];

  constructor(blocks: readonly Block[]) {
    this.#blocks = new Map(blocks.map((b) => [b.id, b]));
  }

  /** What the operation of a scenario answers, in the words of its schema. */
  answer(op: ChainOp): unknown {
    this.#calls = [];
    switch (op.op) {
      case 'register':
        if (this.#members.includes(op.id)) return { ret: -17, order: this.#order() };
        this.#members.push(op.id);
        return { ret: 0, order: this.#order() };
      case 'unregister':
        if (!this.#members.includes(op.id)) return { ret: -2, order: this.#order() };
        this.#members = this.#members.filter((id) => id !== op.id);
        return { ret: 0, order: this.#order() };
      case 'call': {
        const ret = this.#walk(op.val, op.nr_to_call ?? -1);
        return { ret, errno: naiveErrno(ret), nr_calls: this.#calls.length, calls: this.#calls };
      }
      case 'call_robust': {
        const ret = this.#walk(op.val_up, -1);
        const before = this.#calls.length - 1;
        if (stops(ret)) this.#walk(op.val_down, before);
        return { ret, errno: naiveErrno(ret), calls: this.#calls };
      }
      default:
        return { ...this.#hotplug(op.kind, Boolean(op.later_failure)), calls: this.#calls };
    }
  }

  /** Higher priority first; of two that are equal, who came first. */
  #order(): number[] {
    const priorities = [...new Set(this.#members.map((id) => this.#block(id).priority))];
    return priorities
      .sort((a, b) => b - a)
      .flatMap((p) => this.#members.filter((id) => this.#block(id).priority === p));
  }

  #block(id: number): Block {
    return this.#blocks.get(id) as Block;
  }

  /** The last answer; at most `most` are called, all for -1. */
  #walk(event: number, most: number): number {
    let last = 0;
    let left = most;
    for (const id of this.#order()) {
      if (left === 0) break;
      left -= 1;
      last = this.#block(id).returns[event] as number;
      this.#calls.push([id, event]);
      if (stops(last)) break;
    }
    return last;
  }

  #hotplug(kind: 'online' | 'offline', laterFailure: boolean): { ret: number; outcome: string } {
    const [going, done, cancel] =
      kind === 'online'
        ? [GOING_ONLINE, ONLINE, CANCEL_ONLINE]
        : [GOING_OFFLINE, OFFLINE, CANCEL_OFFLINE];
    const veto = naiveErrno(this.#walk(going, -1));
    if (veto !== 0 || (laterFailure && kind === 'offline')) {
      this.#walk(cancel, -1);
      return { ret: veto || -16, outcome: 'cancelled' };
    }
    if (laterFailure) return { ret: 0, outcome: 'online-zero-pages-no-event' };
    this.#walk(done, -1);
    return { ret: 0, outcome: 'done' };
  }
}
