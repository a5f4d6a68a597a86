import { expect, it } from 'vitest';
import { firstScene } from './first-scene.ts';
import { TextHistory } from './text-history.ts';

it('is the picture that the history gives of the thread', () => {
  const opened = new TextHistory().preset('thread');
  if (!opened.ok) throw new Error(opened.error.message);
  expect(firstScene()).toEqual({ ...opened.value, epoch: 0 });
});
