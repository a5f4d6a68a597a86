import type { AccountsSent, AccountsSince } from './accounts-since.ts';
import { changeScene } from './scene-in-answer.ts';

/** An answer, and the arrays in it that change hands instead of being copied by the page, which has frames to draw. */
export interface Parcel {
  readonly value: unknown;
  readonly arrays: ArrayBuffer[];
  /** Those of the scene, which itself has none then; left out where the answer has no scene with accounts. */
  readonly accounts?: AccountsSince;
}

/**
 * Packs an answer of the history: its scene, if it has one, gets arrays of its own, because the machine keeps some, and
 * its accounts are told against those that were sent before.
 */
export function handOver(answer: unknown, sent: AccountsSent): Parcel {
  let accounts: AccountsSince | undefined;
  const arrays: ArrayBuffer[] = [];
  const own = (array: Float64Array): Float64Array => {
    const copy = array.slice();
    arrays.push(copy.buffer);
    return copy;
  };
  const value = changeScene(answer, (scene) => {
    // A preview has none, and says nothing of the line that it is a preview of.
    if (scene.accounts.length > 0) accounts = sent.since(scene.accounts);
    return {
      ...scene,
      accounts: [],
      memory: own(scene.memory),
      before: own(scene.before),
      map: { ...scene.map, runs: own(scene.map.runs), tableList: own(scene.map.tableList) },
      region: scene.region && { ...scene.region, runs: own(scene.region.runs) },
    };
  });
  return { value, arrays, ...(accounts ? { accounts } : {}) };
}
