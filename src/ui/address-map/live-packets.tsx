import { type ReactNode, useEffect, useRef } from 'react';
import type { State } from '../../store/store.ts';
import { liveOf } from '../device/use-live.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { rowStart } from './packets.ts';
import { paintPassing } from './paint-packets.ts';
import { Pen } from './pen.ts';
import type { Stage } from './stage.ts';

const isOn = (s: State): boolean => s.scene?.device?.traffic !== undefined;

/** What live traffic has just accessed, over the drawing; where motion is not wanted there are only the counts. */
export function LivePackets({ stage }: { readonly stage: Stage }): ReactNode {
  const on = useStore(isOn);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return on && !calm ? <Layer stage={stage} /> : null;
}

/** A canvas of its own: what comes twenty times a second must not paint the picture below anew. */
function Layer({ stage }: { readonly stage: Stage }): ReactNode {
  const store = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const live = liveOf(store);
    const show = (): void => {
      if (canvas.current) paintLive(canvas.current, stage, live.now().last);
    };
    const unfollow = stage.onFrame(show);
    const unlisten = live.subscribe(show);
    const release = live.run();
    return () => {
      unfollow();
      unlisten();
      release();
    };
  }, [store, stage]);
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0">
      <canvas ref={canvas} className="size-full" />
    </div>
  );
}

type Last = ReturnType<ReturnType<typeof liveOf>['now']>['last'];

function paintLive(canvas: HTMLCanvasElement, stage: Stage, last: Last): void {
  const ctx = canvas.getContext('2d');
  if (!stage.frame || !ctx) return;
  const { picture: pic, palette } = stage.frame;
  const { width, height } = pic.layout;
  const ratio = Math.max(1, devicePixelRatio);
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  if (pic.previewing) return;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const pen = new Pen(ctx, pic.layout);
  const start = rowStart(pic.shown);
  for (const access of last) paintPassing(pen, pic, palette, access, start);
}
