import type { ReactNode } from 'react';
import type { Scene, Translation } from '../../worker/protocol.ts';
import { FigureButton } from '../kit/figure.tsx';
import { whyWords } from './words.ts';

interface DeviceTruthProps {
  readonly answer: Translation;
  readonly scene: Scene;
}

/** Why the device gets what it gets; empty where all is well. */
export function DeviceTruth({ answer, scene }: DeviceTruthProps): ReactNode {
  const why = whyWords(answer, scene);
  return (
    <p aria-live="polite" className="shrink-0 text-xs/4 text-ink2">
      {why}
      {answer.verdict === 'wrong page' && (
        <>
          {' '}
          <FigureButton id="wrongPage">ehea_qmr.c</FigureButton>
        </>
      )}
    </p>
  );
}
