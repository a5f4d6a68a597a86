import { useEffect } from 'react';
import type { State, Store } from '../../store/store.ts';
import { useStore } from '../kit/use-store.ts';

const BEAT = 1000;

const playingOf = (s: State): boolean => s.playing;

/** Goes one step each second while playing; stops at the end, or when the user does something else. */
export function usePlay(store: Store): void {
  const playing = useStore(playingOf);
  useEffect(() => {
    if (!playing) return;
    let expected = store.getState().scene;
    const tick = async (): Promise<void> => {
      const { scene, redo, setPlaying } = store.getState();
      if (scene !== expected || !scene || scene.step >= scene.steps) return setPlaying(false);
      await redo();
      expected = store.getState().scene;
      if (expected && expected.step >= expected.steps) setPlaying(false);
    };
    const timer = setInterval(() => void tick(), BEAT);
    return () => clearInterval(timer);
  }, [playing, store]);
}
