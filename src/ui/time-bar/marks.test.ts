import { expect, it } from 'vitest';
import type { Round } from '../../machine/trace.ts';
import { hcallHeights, marksOf, pitchOf } from './marks.ts';

const call = (answer: number | null) => ({ name: 'x', priority: 0, answer, acted: false });
const round = (answers: (number | null)[], stoppedAt: number | null): Round => ({
  action: 'MEM_GOING_OFFLINE',
  calls: answers.map(call),
  stoppedAt,
  result: 1,
  errno: 0,
});

it('draws calls, the stop and the gap between rounds, and leaves out who was never asked', () => {
  const rounds = [round([1, 0x8002, null], 1), round([1, 1, 1], null)];
  const fact = {
    type: 'blocks',
    op: 'offline',
    first: 0,
    blocks: 1,
    sectionsPerBlock: 1,
    rounds,
    acts: [],
    lastActs: [],
    hcalls: '0',
    ret: -1,
  } as const;
  expect(marksOf([fact])).toEqual(['call', 'stop', 'gap', 'call', 'call', 'call']);
  expect(marksOf([])).toEqual([]);
});

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
