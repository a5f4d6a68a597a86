import type { MemoryAction } from './action.ts';

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
  readonly action: MemoryAction;
  /** In call order; those never asked are listed with answer null. */
  readonly calls: readonly Call[];
  /** Index in `calls` of the callback that stopped the chain, or null. */
  readonly stoppedAt: number | null;
  /** Return value of the last callback called (0 for an empty chain). */
  readonly result: number;
  /** notifier_to_errno(result): 0 or negative. */
  readonly errno: number;
}
