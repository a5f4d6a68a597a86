import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Panel } from '../kit/panel.tsx';
import { Scroller } from '../kit/scroller.tsx';
import { useStore } from '../kit/use-store.ts';
import { ArmTools } from './arm-tools.tsx';
import { hasMoments, Moments } from './moments.tsx';
import { PostForm } from './post-form.tsx';
import { Armed, Queue } from './queue.tsx';
import { LiveLine, TrafficTools } from './traffic-tools.tsx';
import { Verdicts } from './verdicts.tsx';
import { factOf, rulesOf } from './words.ts';

const sceneOf = (state: State): Scene | null => state.scene;

/** What the device has been given, what it reaches, and what came of it. */
export function Device({ size }: { readonly size: 'wide' | 'normal' | 'narrow' }): ReactNode {
  const scene = useStore(sceneOf);
  if (!scene)
    return (
      <Panel label="Device" named>
        {null}
      </Panel>
    );
  const { device } = scene;
  const wide = size === 'wide';
  const posted = device?.queue ?? [];
  const met = hasMoments(scene.trace);
  return (
    <Panel label="Device" named fact={factOf(device)}>
      <div className="flex min-h-0 flex-1 flex-col gap-1.5">
        <PostForm />
        <div className={wide ? 'grid min-h-0 flex-1 grid-cols-2 gap-6' : 'flex min-h-0 flex-1'}>
          <Scroller label="The device’s queue" fades={!met} className="flex-1">
            {(wide || !met || posted.length > 0) && <Queue queue={posted} />}
            <Armed armed={device?.armed ?? []} />
            {!wide && <Below scene={scene} />}
          </Scroller>
          {wide && (
            <Scroller label="The device in this step" fades={false} className="flex-1">
              <Below scene={scene} />
            </Scroller>
          )}
        </div>
        <div className="flex shrink-0 flex-wrap items-center gap-1.5">
          <ArmTools scene={scene} />
          <TrafficTools traffic={device?.traffic ?? null} />
        </div>
        <Verdicts counts={device?.counts ?? null} />
        {device?.traffic && <LiveLine />}
      </div>
    </Panel>
  );
}

/** What the device met in this step, which takes all the room; else the rules by which it would. */
function Below({ scene }: { readonly scene: Scene }): ReactNode {
  const rules = rulesOf(scene);
  return (
    <>
      {scene.device?.halted && (
        <p className="mt-1 text-xs/4.5 text-wrong-ink">
          The queue pairs were stopped and could not be started again: nothing moves.
        </p>
      )}
      {hasMoments(scene.trace) ? (
        <Moments trace={scene.trace} rules={`${rules.words}\n${rules.source}`} />
      ) : (
        <p className="mt-1.5 text-tiny/4 text-ink3" data-tip={rules.source}>
          {rules.words}
        </p>
      )}
    </>
  );
}
