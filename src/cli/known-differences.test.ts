import { describe, expect, it } from 'vitest';
import { outdated, readKnown, reasonFor } from './known-differences.ts';

const list = (differences: unknown) => ({ format: 'sparsescope-known-differences/1', differences });
const difference = (op: number, field: string) => ({ op, field, expected: 1, got: 2 });

function known(differences: unknown) {
  const read = readKnown(list(differences));
  if ('problem' in read) throw new Error(read.problem);
  return read;
}

describe('known differences', () => {
  it('give the reason of a field, of a step, of a whole recording', () => {
    const all = known([
      { scenario: 'a', op: 3, field: 'memory4.state', reason: 'the field' },
      { scenario: 'a', op: 5, reason: 'the step' },
      { scenario: 'b', reason: 'all of it' },
    ]);
    expect(reasonFor(all, 'a', difference(3, 'memory4.state'))).toBe('the field');
    expect(reasonFor(all, 'a', difference(3, 'memory5.state'))).toBeUndefined();
    expect(reasonFor(all, 'a', difference(5, 'writes[0].errno'))).toBe('the step');
    expect(reasonFor(all, 'b', difference(9, 'x'))).toBe('all of it');
    expect(reasonFor(all, 'c', difference(9, 'x'))).toBeUndefined();
  });

  it('that are none any more are named, for scenarios that were replayed', () => {
    const all = known([
      { scenario: 'a', op: 3, reason: 'mended' },
      { scenario: 'b', reason: 'not here' },
    ]);
    expect(outdated(all, 'a', [difference(4, 'x')]).map((k) => k.reason)).toEqual(['mended']);
    expect(outdated(all, 'a', [difference(3, 'x')])).toEqual([]);
  });

  it.each([
    ['no reason', [{ scenario: 'a', reason: '' }], 'differences.0.reason: a reason is expected'],
    ['no scenario', [{ reason: 'x' }], 'differences.0.scenario'],
    ['a word that means nothing', [{ scenario: 'a', reason: 'x', step: 1 }], 'differences.0.step'],
  ])('%s is said with its place', (_name, differences, told) => {
    expect(readKnown(list(differences))).toMatchObject({ problem: expect.stringContaining(told) });
  });
});
