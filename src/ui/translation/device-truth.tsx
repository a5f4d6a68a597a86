import type { ReactNode } from 'react';
import type { Scene, Translation } from '../../worker/protocol.ts';
import { FigureButton } from '../kit/figure.tsx';
import { Hex } from '../kit/hex.tsx';
import { whyWords } from './words.ts';

interface DeviceTruthProps {
  readonly answer: Translation;
  readonly scene: Scene;
}

/** Where the device lands somewhere else than the map means: the loudest thing here. Otherwise why not, quietly. */
export function DeviceTruth({ answer, scene }: DeviceTruthProps): ReactNode {
  const why = whyWords(answer, scene);
  const differs = answer.verdict === 'wrong page' && answer.registered !== null;
  return (
    <div aria-live="polite" className="shrink-0 text-xs/4.25 text-ink2">
      {differs && (
        <p className="mb-1 flex flex-wrap items-baseline gap-x-2 rounded-[5px] bg-wrong-soft px-2 py-1 text-sm/5 font-bold text-wrong-ink">
          <span>≠ the device reads</span>
          <Hex value={BigInt(answer.registered ?? '0x0')} copy={false} />
        </p>
      )}
      {why !== '' && (
        <p>
          {why}
          {differs && (
            <>
              {' '}
              <FigureButton id="wrongPage">ehea_qmr.c</FigureButton>
            </>
          )}
        </p>
      )}
    </div>
  );
}
