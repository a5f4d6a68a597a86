import { expect, it } from 'vitest';
import { parseScenario } from '../scenario/parse-scenario.ts';
import { OPENING } from '../scenario/scenario.ts';
import { reckon } from './reckon-desk.ts';
import type { Reckoning, ReckonKind, WorstAnswer, WorstQuestion } from './reckon-protocol.ts';

const GIB = 2n ** 30n;

const asked = (more: Partial<WorstQuestion> = {}): WorstQuestion => ({
  kind: 'worst',
  structure: 'flat',
  budget: GIB,
  all: true,
  config: OPENING.machine,
  name: 'flat array',
  ...more,
});

function answer<K extends ReckonKind>(question: Reckoning[K]['question']): Reckoning[K]['answer'] {
  const reply = reckon({ id: 7, question });
  if (!('answer' in reply)) throw new Error(reply.why);
  expect(reply.id).toBe(7);
  return reply.answer;
}

const worst = (more: Partial<WorstQuestion> = {}): WorstAnswer => answer<'worst'>(asked(more));

it('tells the worst layout for a structure, with its bytes', () => {
  // 1 GiB are 64 sections; 2^61 bytes have 2^37 of them, 8 bytes each up to the very last.
  const { sections, reserved, bounds, perSection } = worst();
  expect({ sections, reserved, perSection }).toEqual({
    sections: 64,
    reserved: 2n ** 40n,
    perSection: 2 ** 34,
  });
  expect(bounds.at(-1)).toBe(2 ** 37);
});

it('gives it as a scenario of the same machine that can be opened', () => {
  const config = { ...OPENING.machine, physicalBits: 44, hugePages: ['0x0'] };
  const of = asked({ structure: 'extents', config });
  const scenario = parseScenario(answer<'worst scene'>({ kind: 'worst scene', of }));
  if (!scenario.ok) throw new Error(scenario.error.message);
  expect(scenario.value.title).toBe('Worst for flat array: 1 GiB below 2⁴⁴');
  expect(scenario.value.machine).toEqual({ ...OPENING.machine, physicalBits: 44 });
  expect(scenario.value.boot).toHaveLength(64);
});

it('brings the question along: another may have been asked since', () => {
  const question = asked({ structure: 'radix-64', all: false });
  expect(answer<'worst'>(question)).toMatchObject({ question });
});

it('installs less where that is worse', () => {
  expect(worst({ all: false })).toMatchObject({ sections: 1, reserved: 2n ** 40n });
});

it('tells what more islands and a higher address would make of a layout', () => {
  const bounds = Float64Array.of(0, 16, 2 ** 36, 2 ** 36 + 1);
  const [islands, highest] = answer<'sweeps'>({
    kind: 'sweeps',
    bounds,
    offline: new Float64Array(0),
    config: OPENING.machine,
  });
  // The thread's bill: 512 GiB and 8 bytes flat, two extents of 16 bytes.
  const here = islands?.points.find(({ present }) => present);
  expect(here).toMatchObject({ x: 2, bytes: { flat: 549_755_813_896n, extents: 32n } });
  expect(highest?.points.at(-1)).toMatchObject({ x: 2 ** 37 - 1, bytes: { flat: 2n ** 40n } });
});
