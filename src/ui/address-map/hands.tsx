import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { State, Store } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { BesideHole } from './beside-hole.tsx';
import { followHeld } from './carry.ts';
import { CompactBill } from './compact-bill.tsx';
import { FURTHER } from './further-details.ts';
import { Gestures, type Hover } from './gestures.ts';
import type { Thing } from './hit.ts';
import { LivePackets } from './live-packets.tsx';
import type { Ring } from './paint.ts';
import { PreviewCard } from './preview-card.tsx';
import { project, xOf, zoomAbout } from './projection.ts';
import type { Stage } from './stage.ts';
import type { Looks } from './tools.tsx';
import { Tooltip } from './tooltip.tsx';
import { Twin } from './twin.tsx';

const sceneOf = (s: State): Scene | null => s.scene;

interface HandsProps {
  readonly stage: Stage;
  readonly box: HTMLElement;
  readonly looks: Looks;
}

/** Everything that answers to pointer and keyboard in the figure, and what is drawn then: there right after the first picture. */
export function Hands({ stage, box, looks }: HandsProps): ReactNode {
  const store = useStoreApi();
  const scene = useStore(sceneOf);
  const [hover, setHover] = useState<Hover | null>(null);
  useEffect(() => {
    stage.setDetails(FURTHER);
    const unfollow = followHeld(store, stage, box);
    const unlisten = new Gestures(store, stage, box, setHover).listen();
    store.getState().setHandy();
    return () => {
      unfollow();
      unlisten();
    };
  }, [store, stage, box]);
  const zoomAt = useCallback(
    (thing: Thing, octaves: number) => zoomOn(store, stage, thing, octaves),
    [store, stage],
  );
  const focus = useCallback((ring: Ring | null) => stage.setFocus(ring), [stage]);
  return (
    <>
      <LivePackets stage={stage} />
      <PreviewCard stage={stage} />
      <CompactBill stage={stage} />
      <BesideHole stage={stage} />
      <Twin looks={looks} zoomAt={zoomAt} onFocus={focus} />
      <Tooltip hover={hover} scene={scene} />
    </>
  );
}

function zoomOn(store: Store, stage: Stage, thing: Thing, octaves: number): void {
  const pic = stage.frame?.picture;
  if (!pic) return;
  const { viewport, setViewport } = store.getState();
  const p = project(pic.axis, viewport, pic.layout.length);
  const middle = (xOf(p, thing.start) + xOf(p, thing.end)) / 2;
  setViewport(zoomAbout(p, Math.max(0, Math.min(p.width, middle)), octaves));
}
