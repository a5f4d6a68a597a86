import { MEMORY_ACTIONS, type MemoryAction } from '../../machine/notifier/action.ts';
import {
  ALREADY_REGISTERED,
  callChain,
  callChainRobust,
  insertBlock,
  NOT_REGISTERED,
  notifierToErrno,
} from '../../machine/notifier/chain.ts';
import { type Middle, OFFLINE, ONLINE, runSequence } from '../../machine/notifier/sequence.ts';
import { compare, type Mismatch, unknownOp } from './check.ts';

/** Replays a scenario of the format `notifier-chain/1`. */

export interface ChainBlock {
  readonly id: number;
  readonly priority: number;
  readonly returns: readonly number[];
}

export type ChainOp = { readonly result?: unknown } & (
  | { readonly op: 'register' | 'unregister'; readonly id: number }
  | { readonly op: 'call'; readonly val: number; readonly nr_to_call?: number }
  | { readonly op: 'call_robust'; readonly val_up: number; readonly val_down: number }
  | {
      readonly op: 'memhp';
      readonly kind: 'online' | 'offline';
      readonly later_failure?: boolean | number;
    }
);

export interface ChainScenario {
  readonly name: string;
  readonly blocks: readonly ChainBlock[];
  readonly ops: readonly ChainOp[];
}

const EBUSY = -16;

export function replayChain(scenario: ChainScenario): Mismatch[] {
  const blocks = new Map(scenario.blocks.map((b) => [b.id, b]));
  let chain: readonly ChainBlock[] = [];
  return scenario.ops.flatMap((op, i) => {
    let got: unknown;
    if (op.op === 'register' || op.op === 'unregister') {
      const block = blocks.get(op.id) as ChainBlock;
      const there = chain.includes(block);
      let ret = 0;
      if (op.op === 'register') {
        if (there) ret = ALREADY_REGISTERED;
        else chain = insertBlock(chain, block);
      } else if (there) chain = chain.filter((b) => b !== block);
      else ret = NOT_REGISTERED;
      got = { ret, order: chain.map((b) => b.id) };
    } else got = ask(chain, op as Question);
    return op.result === undefined ? [] : compare(i, '', op.result, got);
  });
}

type Question = Extract<ChainOp, { op: 'call' | 'call_robust' | 'memhp' }>;

function ask(
  chain: readonly ChainBlock[],
  op: Exclude<ChainOp, { op: 'register' | 'unregister' }>,
): unknown {
  const calls: [number, number][] = [];
  const answer =
    (val: number) =>
    (block: ChainBlock): number => {
      calls.push([block.id, val]);
      return block.returns[val] ?? 0;
    };
  if (op.op === 'call') {
    const walk = callChain(chain, answer(op.val), op.nr_to_call ?? -1);
    return {
      ret: walk.result,
      errno: notifierToErrno(walk.result),
      nr_calls: walk.calls.length,
      calls,
    };
  }
  if (op.op === 'call_robust') {
    const { result } = callChainRobust(chain, answer(op.val_up), answer(op.val_down));
    return { ret: result, errno: notifierToErrno(result), calls };
  }
  if (op.op !== 'memhp') throw unknownOp(op);
  const later = Boolean(op.later_failure);
  const middle = (): Middle => {
    if (!later) return { kind: 'ok' };
    return op.kind === 'offline' ? { kind: 'failed', ret: EBUSY } : { kind: 'nothing' };
  };
  const notify = (action: MemoryAction): number =>
    notifierToErrno(callChain(chain, answer(MEMORY_ACTIONS.indexOf(action))).result);
  const done = runSequence(op.kind === 'online' ? ONLINE : OFFLINE, notify, middle);
  return { ret: done.ret, outcome: done.outcome, calls };
}
