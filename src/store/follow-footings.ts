import type { Scene } from '../worker/protocol.ts';
import type { Store } from './store.ts';

/**
 * Keeps what the structures cost in step with the memory at the cursor: one question in flight, the last scene wins.
 * Returns how to stop.
 */
export function followFootings(store: Store): () => void {
  let told: Scene | null = null;
  let asking = false;
  let stopped = false;
  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      while (!stopped && told !== store.getState().scene) {
        const { scene, client, changeRace } = store.getState();
        const present = await client.ask('footings', {});
        told = scene;
        changeRace(present);
      }
    } catch {
      // The store has told the page.
    } finally {
      asking = false;
    }
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (state.scene !== before.scene) void ask();
  });
  void ask();
  return () => {
    stopped = true;
    unsubscribe();
  };
}
