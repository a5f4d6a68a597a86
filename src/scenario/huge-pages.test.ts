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

const onMachine = (machine: object, boot?: object) =>
  parseScenario(JSON.stringify({ format: 'sparsescope-scenario/1', machine, boot }));
const online = (start: string, size: string) => ({ start, size });

it.each<[string, object, object | undefined, RegExp]>([
  ['half there', { hugePages: ['0x0'] }, undefined, /the 16 GiB at 0x0 only a part is there/],
  [
    'over the end of a range',
    { hugePages: ['0x0', '0x400000000'] },
    [online('0x0', '0x600000000')],
    /the 16 GiB at 0x400000000 only a part/,
  ],
  [
    'on x86_64',
    { kernel: '6.1', options: { architecture: 'x86_64' }, hugePages: ['0x400000000'] },
    undefined,
    /on ppc64: expected none on x86_64/,
  ],
  [
    'at the top of 2^64',
    { hugePages: ['0xfffffffc00000000'] },
    undefined,
    /beyond 61 bits: expected pages below 2 EiB/,
  ],
])('refuses a page %s', (_, machine, boot, message) => {
  const answer = onMachine(machine, boot);
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'bad-scenario', field: 'machine.hugePages' },
  });
  if (!answer.ok) expect(answer.error.message).toMatch(message);
});

it('takes a page in one range of boot, and one whose memory comes later', () => {
  const boot = [online('0x0', '0x1000000000')];
  expect(onMachine({ hugePages: ['0x0', '0xc00000000', '0x1000000000'] }, boot).ok).toBe(true);
});
