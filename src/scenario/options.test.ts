import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editions } from '../machine/kernel/editions.ts';
import { OPTIONS } from '../machine/kernel/option-values.ts';
import { OPTION_KEYS, type OptionKey } from '../machine/kernel/options.ts';
import { formatScenario } from './format-scenario.ts';
import { parseScenario } from './parse-scenario.ts';
import { readEvent } from './read-event.ts';

const FORMAT = '"format":"sparsescope-scenario/1"';
const textOf = (machine: object): string => `{${FORMAT},"machine":${JSON.stringify(machine)}}`;

it('writes options after everything else, and not at all where they are the kernel’s own', () => {
  const read = parseScenario(textOf({ options: { queuePairs: 4, memoryModel: 'VMEMMAP' } }));
  expect(read.ok && formatScenario(read.value)).toBe(
    `{${FORMAT},"machine":{"options":{"memoryModel":"VMEMMAP","queuePairs":4}}}`,
  );
  const own = parseScenario(textOf({ options: { queuePairs: 1, mrBudget: null, numa: true } }));
  expect(own.ok && formatScenario(own.value)).toBe(`{${FORMAT}}`);
});

it('names the option that is wrong and what was expected', () => {
  const wrong = (options: unknown) => {
    const read = parseScenario(textOf({ options }));
    return read.ok ? null : [read.error.code, read.error.field, read.error.message];
  };
  expect(wrong({ queuePairs: 0 })).toEqual([
    'bad-scenario',
    'machine.options.queuePairs',
    expect.stringContaining('expected a whole number from 1 to 16'),
  ]);
  expect(wrong({ ehea: 'n' })?.[2]).toContain('expected "y" or "m"');
  expect(wrong({ numa: 1 })?.[2]).toContain('expected true or false');
  expect(wrong({ mrBudget: 1.5 })?.[2]).toContain('or null');
  expect(wrong({ colour: 'red' })?.[1]).toBe('machine.options.colour');
  expect(wrong([])?.[1]).toBe('machine.options');
});

it('reads them in a configure event; an empty object says nothing', () => {
  expect(readEvent({ type: 'configure', options: { mrBudget: null, ports: 2 } })).toEqual({
    ok: true,
    value: { type: 'configure', options: { mrBudget: null, ports: 2 } },
  });
  expect(readEvent({ type: 'configure', options: {} })).toEqual({
    ok: true,
    value: { type: 'configure' },
  });
  const wrong = readEvent({ type: 'configure', options: { adapters: 17 } });
  expect(!wrong.ok && [wrong.error.code, wrong.error.field]).toEqual([
    'bad-event',
    'options.adapters',
  ]);
});

/** Any value of an option, and some that it cannot have. */
const oneOf = (key: OptionKey): fc.Arbitrary<unknown> => {
  const kind = OPTIONS[key];
  const good: fc.Arbitrary<unknown> =
    'low' in kind ? fc.integer({ min: kind.low, max: kind.high }) : fc.constantFrom(...kind);
  return fc.oneof({ weight: 9, arbitrary: good }, fc.constantFrom(null, 0, 'x', 2.5));
};

it('gives one spelling, or a typed error that names the option, for any options object', () => {
  const options = fc.record(Object.fromEntries(OPTION_KEYS.map((key) => [key, oneOf(key)])), {
    requiredKeys: [],
  });
  const kernel = fc.constantFrom(...editions().map((e) => e.id));
  fc.assert(
    fc.property(kernel, options, (id, given) => {
      const read = parseScenario(textOf({ kernel: id, options: given }));
      if (!read.ok) {
        expect(read.error.code).toBe('bad-scenario');
        expect(read.error.field).toMatch(/^machine\.options\.\w+$/);
        return;
      }
      const text = formatScenario(read.value);
      const again = parseScenario(text);
      expect(again).toEqual(read);
      expect(again.ok && formatScenario(again.value)).toBe(text);
    }),
  );
});
