import type { Scene } from './protocol.ts';

/** An answer, and the arrays in it that change hands instead of being copied by the page, which has frames to draw. */
export interface Parcel {
  readonly value: unknown;
  readonly arrays: ArrayBuffer[];
}

/** Packs an answer of the history: its scene, if it has one, gets arrays of its own, because the machine keeps some. */
export function handOver(answer: unknown): Parcel {
  const arrays: ArrayBuffer[] = [];
  const own = (array: Float64Array): Float64Array => {
    const copy = array.slice();
    arrays.push(copy.buffer);
    return copy;
  };
  const ownScene = (scene: Scene): Scene => ({
    ...scene,
    memory: own(scene.memory),
    before: own(scene.before),
    map: { ...scene.map, runs: own(scene.map.runs), tableList: own(scene.map.tableList) },
    region: scene.region && { ...scene.region, runs: own(scene.region.runs) },
  });
  if (!isDone(answer)) return { value: answer, arrays };
  const { value } = answer;
  if (isScene(value)) return { value: { ...answer, value: ownScene(value) }, arrays };
  if (!hasScene(value)) return { value: answer, arrays };
  return { value: { ...answer, value: { ...value, scene: ownScene(value.scene) } }, arrays };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isDone = (answer: unknown): answer is { readonly ok: true; readonly value: unknown } =>
  isObject(answer) && 'ok' in answer && answer.ok === true && 'value' in answer;

const isScene = (value: unknown): value is Scene => isObject(value) && 'epoch' in value;

const hasScene = (value: unknown): value is { readonly scene: Scene } =>
  isObject(value) && 'scene' in value && isScene(value.scene);
