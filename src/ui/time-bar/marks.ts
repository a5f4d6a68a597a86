import type { Trace } from '../../machine/trace.ts';
import type { Account } from '../../timeline/account.ts';

/** A fact inside a step: who was asked, and who stopped it. */
export type Mark = 'call' | 'stop' | 'gap';

/** More than this is a blur, not a picture. */
const MOST = 28;

/** One dot per call of the first block's rounds, a gap between rounds, a square where the chain stopped. */
export function marksOf(trace: Trace): readonly Mark[] {
  const blocks = trace.find((fact) => fact.type === 'blocks' && fact.rounds.length > 0);
  if (blocks?.type !== 'blocks') return [];
  const marks: Mark[] = [];
  for (const round of blocks.rounds) {
    if (marks.length > 0) marks.push('gap');
    round.calls.forEach((call, i) => {
      if (call.answer !== null) marks.push(i === round.stoppedAt ? 'stop' : 'call');
    });
  }
  return marks.length > MOST ? [] : marks;
}

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
