import { expect, it } from 'vitest';
import { forgetKept } from './forget-kept.ts';

it('forgets the work, and neither what was put aside nor what others keep', () => {
  const kept = new Map([
    ['sparsescope:tab', '1'],
    ['sparsescope:work', '2'],
    ['sparsescope:theme', '"dark"'],
    ['sparsescope:earlier', '[]'],
    ['another', '3'],
  ]);
  const storage = {
    get length() {
      return kept.size;
    },
    key: (i: number) => [...kept.keys()][i] ?? null,
    removeItem: (key: string) => void kept.delete(key),
  };
  forgetKept([storage]);
  expect([...kept.keys()]).toEqual(['sparsescope:theme', 'sparsescope:earlier', 'another']);
});
