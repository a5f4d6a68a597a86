import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notifierFromErrno, notifierToErrno } from '../../machine/notifier/chain.ts';
import { type ChainOp, replayChain } from './chain.ts';
import { NaiveChain, naiveErrno } from './naive-chain.test-data.ts';

/** DONE, OK, 2 without the stop bit, the bit alone, STOP, BAD, -ENOMEM, -EBUSY; -12 as a callback that forgot to encode it. */
const ANSWERS = [0, 1, 1, 1, 2, 0x8000, 0x8001, 0x8002, 0x800d, 0x8011, 0x10001, -12];

const block = fc.record({
  priority: fc.constantFrom(-1, 0, 0, 1, 10, 10, 100),
  returns: fc.array(fc.constantFrom(...ANSWERS), { minLength: 6, maxLength: 6 }),
});
const id = fc.nat(5);
const event = fc.nat(5);

const op: fc.Arbitrary<ChainOp> = fc.oneof(
  { weight: 6, arbitrary: id.map((n): ChainOp => ({ op: 'register', id: n })) },
  { weight: 2, arbitrary: id.map((n): ChainOp => ({ op: 'unregister', id: n })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(event, fc.integer({ min: -1, max: 4 }))
      .map(([val, most]): ChainOp => ({ op: 'call', val, nr_to_call: most })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(event, event)
      .map(([up, down]): ChainOp => ({ op: 'call_robust', val_up: up, val_down: down })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom<'online' | 'offline'>('online', 'offline'), fc.boolean())
      .map(([kind, later]): ChainOp => ({ op: 'memhp', kind, later_failure: later })),
  },
);

const scenario = fc.record({
  drawn: fc.array(block, { minLength: 6, maxLength: 6 }),
  ops: fc.array(op, { minLength: 1, maxLength: 16, size: 'max' }),
});

describe('the notifier chain', () => {
  it('answers 10,000 random scenarios as the naive chain does', () => {
    fc.assert(
      fc.property(scenario, ({ drawn, ops }) => {
        const blocks = drawn.map((b, n) => ({ id: n, ...b }));
        const naive = new NaiveChain(blocks);
        const answered = ops.map((o): ChainOp => ({ ...o, result: naive.answer(o) }));
        const found = replayChain({ name: 'drawn', blocks, ops: answered });
        if (found.length > 0) expect(found).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });

  it('reads every answer as the naive chain does, and an errno back as itself', () => {
    for (let answer = -70_000; answer < 140_000; answer++)
      if (notifierToErrno(answer) !== naiveErrno(answer))
        expect([answer, notifierToErrno(answer)]).toEqual([answer, naiveErrno(answer)]);
    for (let errno = 1; errno < 4096; errno++)
      expect(notifierToErrno(notifierFromErrno(-errno))).toBe(-errno);
    expect(notifierFromErrno(-12)).toBe(0x800d);
  });
});
