import type { Account } from '../../timeline/account.ts';

/** Heights of the hcall bars, 0 .. 1, to scale of the dearest step; a step that made any is never invisible. */
export function hcallHeights(accounts: readonly Account[]): readonly number[] {
  const counts = accounts.map((a) => Number(a.hcalls));
  const most = Math.max(0, ...counts);
  return counts.map((n) => (n === 0 ? 0 : Math.max(0.12, n / most)));
}

/** How the steps share the track. */
export interface Pitch {
  /** Pixels per step. */
  readonly step: number;
  readonly labels: boolean;
}

const LABEL = 132;
const LEAST = 14;

/** Labels where each has room, else marks alone; below 14 pixels the track scrolls. */
export function pitchOf(steps: number, width: number): Pitch {
  const step = Math.max(LEAST, width / Math.max(1, steps));
  return { step, labels: step >= LABEL };
}
