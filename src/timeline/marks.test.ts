import { expect, it } from 'vitest';
import type { Round } from '../machine/notifier/round.ts';
import { marksOf } from './marks.ts';

const call = (answer: number | null) => ({ name: 'x', priority: 0, answer, acted: false });
const round = (answers: (number | null)[], stoppedAt: number | null): Round => ({
  action: 'MEM_GOING_OFFLINE',
  calls: answers.map(call),
  stoppedAt,
  result: 1,
  errno: stoppedAt !== null && answers[stoppedAt] === 0x8002 ? -1 : 0,
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
  expect(marksOf([fact])).toBe('cs-ccc');
  const agreed = { ...fact, rounds: [round([1, 0x8001, null], 1)], ret: 0 };
  expect(marksOf([agreed])).toBe('ct');
  expect(marksOf([])).toBe('');
  expect(marksOf([{ type: 'fired', what: 'hcall', code: -1 }])).toBe('x');
});
