import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openText } from '../../exchange/open-text.ts';
import { Dice } from './dice.ts';
import { judge } from './judge.ts';
import { mutant } from './mutate.ts';
import { samplesIn } from './samples.ts';

const SAMPLES = samplesIn(join(import.meta.dirname, '../../../fixtures'));
const SEED = 5;
const EACH = 1000;

it.each(SAMPLES)('all samples of $format open', ({ texts }) => {
  expect(texts.length).toBeGreaterThan(10);
  const opened = texts.filter((text) => openText(text).ok);
  expect(opened.length).toBeGreaterThan(texts.length * 0.8);
});

it.each(SAMPLES)('1,000 mutants of $format each give a scene or an error', (samples) => {
  let scenes = 0;
  for (let turn = 0; turn < EACH; turn += 1) {
    const text = mutant(samples, new Dice(SEED, turn));
    const verdict = judge(text);
    if (verdict.came === 'fault') throw new Error(`${verdict.fault}\n${JSON.stringify(text)}`);
    if (verdict.came === 'scene') scenes += 1;
  }
  // Some get through and some do not, or nothing was tried.
  expect(scenes).toBeGreaterThan(EACH / 100);
  expect(scenes).toBeLessThan(EACH * 0.95);
});
