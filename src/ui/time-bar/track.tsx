import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { Branches } from './branches.tsx';
import { hcallHeights, type Pitch, pitchOf } from './marks.ts';
import { NextStep } from './next-step.tsx';
import { StepMark } from './step-mark.tsx';
import { useWidth } from './use-width.ts';

const sceneOf = (s: State): Scene | null => s.scene;

/** Steps drawn beyond each edge of the visible track. */
const SPARE = 8;

/** Every step in order; only those in view are drawn, so a thousand cost no more than ten. */
export function Track(): ReactNode {
  const scene = useStore(sceneOf);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [scrolled, setScrolled] = useState(0);
  const pitch = pitchOf((scene?.steps ?? 0) + 2, width);
  useKeepInView(box, scene?.step ?? 0, pitch);
  return (
    <div
      ref={box}
      onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
      className="relative h-full min-w-0 flex-1 overflow-x-auto overflow-y-hidden [scrollbar-width:none]"
    >
      {scene && width > 0 && (
        <Steps scene={scene} pitch={pitch} from={scrolled} to={scrolled + width} />
      )}
    </div>
  );
}

function useKeepInView(
  box: React.RefObject<HTMLDivElement | null>,
  step: number,
  pitch: Pitch,
): void {
  useEffect(() => {
    // In the frame that lays the page out anyway: asking here would have it laid out once more.
    const asked = requestAnimationFrame(() => {
      const element = box.current;
      if (!element) return;
      const at = step * pitch.step;
      const { scrollLeft, clientWidth } = element;
      const seen = at >= scrollLeft + pitch.step && at <= scrollLeft + clientWidth - 2 * pitch.step;
      if (!seen) element.scrollLeft = at - clientWidth / 2;
    });
    return () => cancelAnimationFrame(asked);
  }, [box, step, pitch.step]);
}

interface StepsProps {
  readonly scene: Scene;
  readonly pitch: Pitch;
  /** Visible pixels. */
  readonly from: number;
  readonly to: number;
}

function Steps({ scene, pitch, from, to }: StepsProps): ReactNode {
  const store = useStoreApi();
  const heights = useMemo(() => hcallHeights(scene.accounts), [scene.accounts]);
  const first = Math.max(0, Math.floor(from / pitch.step) - SPARE);
  const last = Math.ceil(to / pitch.step) + SPARE;
  const go = (step: number): void => {
    store.getState().setPlaying(false);
    void store.getState().seek(step);
  };
  const pressed = (event: KeyboardEvent): void => {
    const target = targetOf(event.key, scene);
    if (target === null) return;
    event.preventDefault();
    go(target);
    const list = event.currentTarget;
    requestAnimationFrame(() =>
      list.querySelector<HTMLElement>(`[data-step="${target}"]`)?.focus({ preventScroll: true }),
    );
  };
  return (
    <>
      <Branches scene={scene} pitch={pitch} />
      <ol
        aria-label="Steps"
        onKeyDown={pressed}
        className="absolute inset-y-0 left-1"
        style={{ width: (scene.steps + 2) * pitch.step - 4 }}
      >
        {scene.accounts.slice(first, last).map((account) => (
          <StepMark
            key={account.step}
            account={account}
            state={stateOf(account.step, scene.step)}
            left={account.step * pitch.step}
            width={pitch.step}
            label={pitch.labels}
            hcalls={heights[account.step] ?? 0}
            last={account.step === scene.steps}
            onGo={go}
          />
        ))}
      </ol>
      <NextStep scene={scene} pitch={pitch} />
      {!pitch.labels && <PresentLabel scene={scene} pitch={pitch} from={from} to={to} />}
    </>
  );
}

/** Where the steps have no room for their titles, the one at the cursor still has. */
function PresentLabel({ scene, pitch, from, to }: StepsProps): ReactNode {
  const account = scene.accounts[scene.step];
  if (!account) return null;
  const at = scene.step * pitch.step + 4;
  // It reads towards the side that has the room.
  const nearEnd = at > to - 240 && at - from > to - at;
  return (
    <p
      className="pointer-events-none absolute top-8 max-w-60 truncate bg-paper/80 pr-1 text-xs/4 text-ink"
      style={{ left: at, transform: nearEnd ? 'translateX(calc(0.75rem - 100%))' : undefined }}
    >
      {account.title}
    </p>
  );
}

const stateOf = (step: number, now: number): 'past' | 'now' | 'future' =>
  step < now ? 'past' : step === now ? 'now' : 'future';

function targetOf(key: string, { step, steps }: Scene): number | null {
  const target = { ArrowLeft: step - 1, ArrowRight: step + 1, Home: 0, End: steps }[key];
  return target === undefined || target < 0 || target > steps ? null : target;
}
