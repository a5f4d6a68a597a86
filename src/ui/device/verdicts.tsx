import type { ReactNode } from 'react';
import {
  ACCESS_VERDICTS,
  type AccessVerdict,
  type Counts,
  NO_COUNTS,
} from '../../machine/device/access.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import { FigureButton } from '../kit/figure.tsx';
import { ACCESSES, barsOf } from './words.ts';

const BARS = {
  map: 'bg-map',
  wrong: 'bg-wrong',
  stale: 'bg-stale',
  neutral: 'bg-line2',
} as const;

/** Of a bar, in rem: the same for all, so that they compare. */
const WIDEST = 2.75;

/** All accesses since power on by what came of them, each with a bar to scale. */
export function Verdicts({ counts }: { readonly counts: Counts | null }): ReactNode {
  const shown = counts ?? NO_COUNTS;
  const bars = barsOf(shown);
  return (
    <dl aria-label="Accesses since power on" className="flex shrink-0 justify-between gap-x-1">
      {ACCESS_VERDICTS.map((verdict) => (
        <Verdict key={verdict} verdict={verdict} count={shown[verdict]} bar={bars[verdict]} />
      ))}
    </dl>
  );
}

interface VerdictProps {
  readonly verdict: AccessVerdict;
  readonly count: number;
  readonly bar: number;
}

/** The count under its sign, a bar to scale, and below it the name. */
function Verdict({ verdict, count, bar }: VerdictProps): ReactNode {
  const { sign, tone } = ACCESSES[verdict];
  return (
    <div className={`flex min-w-11 flex-col ${count === 0 ? 'text-ink3' : 'text-ink'}`}>
      <dt className="order-2 text-tiny/3.5 whitespace-nowrap">{verdict}</dt>
      <dd className="flex flex-col">
        <FigureButton
          id="accesses"
          about={{ verdict }}
          className="h-6 min-w-6 text-left text-xs/6 whitespace-nowrap"
        >
          <span className="font-semibold">{sign}</span> {formatCount(count)}
        </FigureButton>
        <span aria-hidden="true" className="mb-0.5 h-1">
          <span className={`block h-full ${BARS[tone]}`} style={{ width: `${bar * WIDEST}rem` }} />
        </span>
      </dd>
    </div>
  );
}
