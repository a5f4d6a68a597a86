import { expect, it } from 'vitest';
import { hcallHeights, pitchOf } from './marks.ts';

it('scales the bars to the dearest step', () => {
  const account = (hcalls: string) => ({ hcalls }) as never;
  expect(hcallHeights([account('136'), account('0'), account('272'), account('1')])).toEqual([
    0.5, 0, 1, 0.12,
  ]);
  expect(hcallHeights([])).toEqual([]);
});

it('drops the labels before they overlap, and never makes a step too small to hit', () => {
  expect(pitchOf(4, 1000)).toEqual({ step: 250, labels: true });
  expect(pitchOf(20, 1000)).toEqual({ step: 50, labels: false });
  expect(pitchOf(1000, 1000)).toEqual({ step: 14, labels: false });
});
