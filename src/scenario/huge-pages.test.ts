import { expect, it } from 'vitest';
import { formatScenario } from './format-scenario.ts';
import { parseScenario } from './parse-scenario.ts';

const FORMAT = '"format":"sparsescope-scenario/1"';
const read = (hugePages: string) =>
  parseScenario(`{${FORMAT},"machine":{"hugePages":${hugePages}}}`);

it('16 GiB pages have one spelling: ascending, each once, left out where there is none', () => {
  const some = read('["0x1000000000","0x0400000000","0x400000000"]');
  expect(some.ok && formatScenario(some.value)).toBe(
    `{${FORMAT},"machine":{"hugePages":["0x400000000","0x1000000000"]}}`,
  );
  const none = read('[]');
  expect(none.ok && formatScenario(none.value)).toBe(`{${FORMAT}}`);
});

it.each(['["0x1000000"]', '["16G"]', '[4]', '"0x0"', '{}'])('refuses %s', (given) => {
  const answer = read(given);
  expect(answer).toMatchObject({ ok: false, error: { code: 'bad-scenario' } });
  if (!answer.ok) {
    expect(answer.error.field).toMatch(/^machine\.hugePages/);
    expect(answer.error.message).toContain('whole multiples of 16 GiB');
  }
});
