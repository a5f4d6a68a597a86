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

/** All accesses since power on by what came of them, each with a bar to scale. */
export function Verdicts({ counts }: { readonly counts: Counts | null }): ReactNode {
  const shown = counts ?? NO_COUNTS;
  const bars = barsOf(shown);
  return (
    <dl
      aria-label="Accesses since power on"
      className="grid shrink-0 grid-flow-col grid-cols-2 grid-rows-3 gap-x-4 text-tiny/4"
    >
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

function Verdict({ verdict, count, bar }: VerdictProps): ReactNode {
  const { sign, tone } = ACCESSES[verdict];
  return (
    <div className={`flex items-center gap-1.5 ${count === 0 ? 'text-ink3' : 'text-ink'}`}>
      <dt className="w-20 shrink-0 whitespace-nowrap">
        <span aria-hidden="true" className="inline-block w-3.5 text-center font-semibold">
          {sign}
        </span>
        {verdict}
      </dt>
      <dd className="flex min-w-0 flex-1 items-center gap-1.5">
        <span aria-hidden="true" className="h-1.5 min-w-0 flex-1">
          <span className={`block h-full ${BARS[tone]}`} style={{ width: `${bar * 100}%` }} />
        </span>
        <FigureButton id="accesses" about={{ verdict }}>
          {formatCount(count)}
        </FigureButton>
      </dd>
    </div>
  );
}
