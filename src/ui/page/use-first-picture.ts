import { useEffect, useState } from 'react';
import type { State } from '../../store/store.ts';
import { useStore } from '../kit/use-store.ts';

const hasSceneOf = (s: State): boolean => s.scene !== null;

/** True from the frame after the first one that shows a scene. A hidden tab paints none: a timer stands in. */
export function useFirstPicture(): boolean {
  const hasScene = useStore(hasSceneOf);
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    if (!hasScene) return;
    const done = (): void => setPainted(true);
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(done);
    });
    const timer = setTimeout(done, 200);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [hasScene]);
  return painted;
}
