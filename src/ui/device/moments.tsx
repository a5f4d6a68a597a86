import type { ReactNode } from 'react';
import type { DeviceFact } from '../../machine/device-facts.ts';
import type { Trace } from '../../machine/trace.ts';
import { countWords, momentWords } from '../../timeline/device-account.ts';
import { VerdictChip } from './verdict-chip.tsx';

type Met = Extract<DeviceFact, { type: 'dma' | 'traffic' }>;

/** True if the device met something in this step. */
export const hasMoments = (trace: Trace): boolean =>
  trace.some(({ type }) => type === 'dma' || type === 'traffic' || type === 'requeue');

const metIn = (trace: Trace): readonly Met[] =>
  trace.filter((fact): fact is Met => fact.type === 'dma' || fact.type === 'traffic');

interface MomentsProps {
  readonly trace: Trace;
  /** What this driver does to what is posted, and where that was read. */
  readonly rules: string;
}

/** What the device met in this step, moment by moment. */
export function Moments({ trace, rules }: MomentsProps): ReactNode {
  const met = metIn(trace);
  const requeued = trace.find((fact) => fact.type === 'requeue');
  return (
    <section aria-label="In this step" className="mt-1.5 text-tiny/4 text-ink2">
      <h3 className="font-semibold" data-tip={rules}>
        In this step
      </h3>
      <ol>
        {met.map((fact, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what happened never changes its order
          <li key={i} className="flex flex-wrap items-center gap-x-2">
            <span className="text-ink3">{momentWords(fact.moment)}</span>
            {fact.type === 'dma' ? <Accesses fact={fact} /> : <span>{trafficWords(fact)}</span>}
          </li>
        ))}
      </ol>
      {requeued?.type === 'requeue' && <p>{requeueWords(requeued)}</p>}
    </section>
  );
}

function Accesses({ fact }: { readonly fact: Extract<Met, { type: 'dma' }> }): ReactNode {
  return fact.accesses.map(({ buffer, verdict, would }) => (
    <span key={buffer} className="inline-flex items-center gap-1 py-0.5">
      {buffer} <VerdictChip verdict={verdict} would={would} />
    </span>
  ));
}

function trafficWords({ counts, would }: Extract<Met, { type: 'traffic' }>): string {
  const held = countWords(would);
  return `${countWords(counts)}${held === '' ? '' : ` (would be ${held})`}`;
}

function requeueWords({ moved, gone }: Extract<DeviceFact, { type: 'requeue' }>): string {
  const list = (numbers: readonly number[]): string => numbers.join(', ');
  return [
    moved.length > 0 ? `Translated again: ${list(moved.map((m) => m.buffer))}.` : '',
    gone.length > 0 ? `Gone with their queue: ${list(gone)}.` : '',
  ]
    .join(' ')
    .trim();
}
