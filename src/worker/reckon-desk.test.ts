import { expect, it } from 'vitest';
import { parseScenario } from '../scenario/parse-scenario.ts';
import { OPENING } from '../scenario/scenario.ts';
import { reckon } from './reckon-desk.ts';
import type { WorstAnswer, WorstQuestion } from './reckon-protocol.ts';

const GIB = 2n ** 30n;

function worst(more: Partial<WorstQuestion> = {}): WorstAnswer {
  const reply = reckon({
    id: 7,
    question: {
      kind: 'worst',
      structure: 'flat',
      budget: GIB,
      all: true,
      config: OPENING.machine,
      title: 'Worst for the flat array',
      ...more,
    },
  });
  if (!('answer' in reply)) throw new Error(reply.why);
  expect(reply.id).toBe(7);
  return reply.answer as WorstAnswer;
}

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
  const answer = worst({ structure: 'extents', config });
  const scenario = parseScenario(answer.scenario);
  if (!scenario.ok) throw new Error(scenario.error.message);
  expect(scenario.value.title).toBe('Worst for the flat array');
  expect(scenario.value.machine).toEqual({ ...OPENING.machine, physicalBits: 44 });
  expect(scenario.value.boot).toHaveLength(64);
});

it('installs less where that is worse', () => {
  expect(worst({ all: false })).toMatchObject({ sections: 1, reserved: 2n ** 40n });
});
