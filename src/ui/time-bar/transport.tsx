import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import { IconButton } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { togglePlay } from './toggle-play.ts';

const stepOf = (s: State): number => s.scene?.step ?? 0;
const stepsOf = (s: State): number => s.scene?.steps ?? 0;
const playingOf = (s: State): boolean => s.playing;

/** Back, play, forward, and where the cursor stands. */
export function Transport(): ReactNode {
  const store = useStoreApi();
  const step = useStore(stepOf);
  const steps = useStore(stepsOf);
  return (
    <div className="flex shrink-0 items-center gap-0.5">
      <IconButton
        icon="back"
        label="Step back"
        disabled={step === 0}
        onClick={() => void store.getState().undo()}
      />
      <PlayButton steps={steps} />
      <IconButton
        icon="forward"
        label="Step forward"
        disabled={step >= steps}
        onClick={() => void store.getState().redo()}
      />
      <span className="ml-2 font-mono text-xs whitespace-nowrap text-ink2 phone:ml-0.5 phone:text-tiny">
        <span className="phone:sr-only">step </span>
        {step}
        <span className="phone:hidden"> of </span>
        <span className="hidden phone:inline">/</span>
        {steps}
      </span>
    </div>
  );
}

/** From the end it begins again at the boot. */
function PlayButton({ steps }: { readonly steps: number }): ReactNode {
  const store = useStoreApi();
  const playing = useStore(playingOf);
  return (
    <IconButton
      icon={playing ? 'pause' : 'play'}
      label="Play"
      hint={playing ? 'again to stop' : 'one step each second'}
      aria-pressed={playing}
      disabled={steps === 0}
      onClick={() => void togglePlay(store)}
    />
  );
}
