import type { Store } from '../../store/store.ts';

/** Plays, or stops; from the end it begins again at the boot. */
export async function togglePlay(store: Store): Promise<void> {
  const { playing, scene, seek, setPlaying } = store.getState();
  if (!playing && scene && scene.step >= scene.steps) await seek(0);
  setPlaying(!playing);
}
