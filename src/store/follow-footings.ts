import { Reckoner } from './reckoner.ts';
import type { Store } from './store.ts';

/**
 * Keeps what the structures cost in step with the memory at the cursor: one question in flight, the last scene wins.
 * It is reckoned in a worker of its own, so that over very many pieces neither a step nor a sweep waits for it.
 * Returns how to stop.
 */
export function followFootings(store: Store): () => void {
  const reckoner = new Reckoner();
  const ask = async (): Promise<void> => {
    const { scene, changeRace } = store.getState();
    if (!scene) return;
    const { memory, config } = scene;
    const told = await reckoner.ask<'footings'>({ kind: 'footings', memory, config });
    changeRace(told.ok ? told.answer : { error: told.why });
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (state.scene !== before.scene) void ask();
  });
  void ask();
  return () => {
    unsubscribe();
    reckoner.end();
  };
}
