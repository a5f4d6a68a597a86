import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { useStore } from '../kit/use-store.ts';
import type { Pitch } from './marks.ts';

const previewTitleOf = (s: State): string | null => s.preview?.account.title ?? null;

interface NextStepProps {
  readonly scene: Scene;
  readonly pitch: Pitch;
}

/** The step that has not happened: what would be if the hand let go, or an invitation to the first one. */
export function NextStep({ scene, pitch }: NextStepProps): ReactNode {
  const title = useStore(previewTitleOf);
  const words = title === null ? (scene.steps === 0 ? 'your first step' : '') : `${title}, not yet`;
  // What is previewed follows the cursor; a future that exists stays in its place until it is replaced.
  const at = title === null ? scene.steps + 1 : scene.step + 1;
  const tone = title === null ? 'text-ink3' : 'text-ghost';
  return (
    <div
      className="pointer-events-none absolute inset-y-0 left-1"
      style={{ left: at * pitch.step + 4, width: pitch.step }}
    >
      <span className="absolute inset-x-0 top-5 border-t-2 border-dashed border-line2" />
      {words !== '' && (
        <span className="absolute top-3.75 left-0 size-3 rounded-full border-2 border-dashed border-ghost bg-paper" />
      )}
      <span className={`absolute top-8 left-0 text-xs/4 whitespace-nowrap ${tone}`}>
        {pitch.labels ? words : ''}
      </span>
    </div>
  );
}
