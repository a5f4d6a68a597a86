import type { ReactNode } from 'react';
import type { Translation } from '../../machine/translation.ts';
import type { Scene } from '../../worker/protocol.ts';
import { FigureButton } from '../kit/figure.tsx';
import { aboutOf } from './names-table.tsx';
import { overflows, VERDICTS, verdictWords, whyWords } from './words.ts';

interface DeviceTruthProps {
  readonly size: 'wide' | 'normal' | 'narrow';
  readonly answer: Translation;
  readonly scene: Scene;
}

const TONES = {
  wrong: 'text-wrong-ink',
  stale: 'text-stale',
  map: 'text-map',
  neutral: 'text-ink',
} as const;

/** The verdict, and why the device gets what it gets. */
export function DeviceTruth({ answer, scene, size }: DeviceTruthProps): ReactNode {
  const why = whyWords(answer, scene, size !== 'wide');
  return (
    <p aria-live="polite" className="shrink-0 text-xs/4 text-ink2">
      <strong className={`font-semibold ${TONES[VERDICTS[answer.verdict].tone]}`}>
        {verdictWords(answer)}.
      </strong>{' '}
      {why}
      {answer.verdict === 'wrong page' && (
        <>
          {' '}
          <FigureButton id={overflows(answer) ? 'wrongPage' : 'nameDevice'} about={aboutOf(answer)}>
            formula and source
          </FigureButton>
        </>
      )}
    </p>
  );
}
