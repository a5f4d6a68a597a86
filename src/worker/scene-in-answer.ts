import type { Scene } from './protocol.ts';

/** The same answer of the history with its scene changed; the answer itself where it has none. */
export function changeScene(answer: unknown, change: (scene: Scene) => Scene): unknown {
  if (!isDone(answer)) return answer;
  const { value } = answer;
  if (isScene(value)) return { ...answer, value: change(value) };
  if (!hasScene(value)) return answer;
  return { ...answer, value: { ...value, scene: change(value.scene) } };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isDone = (answer: unknown): answer is { readonly ok: true; readonly value: unknown } =>
  isObject(answer) && 'ok' in answer && answer.ok === true && 'value' in answer;

const isScene = (value: unknown): value is Scene => isObject(value) && 'epoch' in value;

const hasScene = (value: unknown): value is { readonly scene: Scene } =>
  isObject(value) && 'scene' in value && isScene(value.scene);
