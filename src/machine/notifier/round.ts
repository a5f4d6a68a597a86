import type { ChainAction } from './action.ts';

/** One callback in one round. */
export interface Call {
  readonly name: string;
  readonly priority: number;
  /** What it returned; null: the chain stopped before it, it was never asked. */
  readonly answer: number | null;
  /** True if eHEA changed its map or its region here. */
  readonly acted: boolean;
}

/** One action sent down the chain. */
export interface Round {
  readonly action: ChainAction;
  /** In call order; those never asked are listed with answer null. */
  readonly calls: readonly Call[];
  /** Index in `calls` of the callback that stopped the chain, or null. */
  readonly stoppedAt: number | null;
  /** Return value of the last callback called (0 for an empty chain). */
  readonly result: number;
  /** notifier_to_errno(result): 0 or negative. */
  readonly errno: number;
}

/** True if the same callbacks answered the same to the same actions. */
export const sameRounds = (a: readonly Round[], b: readonly Round[]): boolean =>
  a === b || (a.length === b.length && a.every((round, i) => sameRound(round, b[i])));

const sameRound = (a: Round, b: Round | undefined): boolean =>
  a.action === b?.action &&
  a.result === b.result &&
  a.stoppedAt === b.stoppedAt &&
  a.calls.length === b.calls.length &&
  a.calls.every((call, i) => sameCall(call, b.calls[i]));

const sameCall = (a: Call, b: Call | undefined): boolean =>
  a.name === b?.name && a.answer === b.answer && a.acted === b.acted;
