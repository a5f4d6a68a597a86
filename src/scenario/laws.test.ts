import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryScenario as scenario } from './arbitrary-scenario.test-data.ts';
import { formatScenario, scenarioValue } from './format-scenario.ts';
import { makeLink, readLink } from './link.ts';
import { parseScenario } from './parse-scenario.ts';
import type { BootRange } from './scenario.ts';

/** The same JSON as a person or another program might write it: keys in any order, blanks, padding, capitals. */
function respell(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((inner) => respell(inner, turn));
  if (typeof value === 'string' && /^0x[0-9a-f]{1,16}$/.test(value))
    return `0x${value
      .slice(2)
      .toUpperCase()
      .padStart(16 - (turn % 3), '0')}`;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) =>
      [key, ['name', 'title'].includes(key) ? inner : respell(inner, turn)] as const,
  );
  return Object.fromEntries(turn % 2 === 0 ? entries.reverse() : entries);
}

/** Cuts each range in two, last first: the same layout, listed in another way. */
const splitBoot = (ranges: readonly BootRange[]): readonly BootRange[] =>
  ranges
    .flatMap((range) => {
      const half = range.size / 2n;
      const rest = { ...range, start: range.start + half, size: range.size - half };
      return half === 0n ? [range] : [{ ...range, size: half }, rest];
    })
    .reverse();

describe('the laws of scenario texts', () => {
  it('what is written is read back the same', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        expect(parseScenario(formatScenario(given))).toEqual({ ok: true, value: given });
      }),
    );
  });

  it('what is read is written the same, however it was spelled', () => {
    fc.assert(
      fc.property(scenario, fc.nat(5), (given, turn) => {
        const listed = { ...given, boot: splitBoot(given.boot) };
        const text = JSON.stringify(respell(scenarioValue(listed), turn), null, turn);
        const read = parseScenario(text);
        expect(read.ok && formatScenario(read.value)).toBe(formatScenario(given));
        expect(formatScenario(listed)).toBe(formatScenario(given));
      }),
    );
  });

  it('the value for programs holds everything and is taken back unchanged', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const value = scenarioValue(given);
        expect(value).toEqual(JSON.parse(JSON.stringify(value)));
        expect(value).toMatchObject({ machine: given.machine, events: given.events });
        const read = parseScenario(JSON.stringify(value));
        expect(read).toEqual({ ok: true, value: given });
        if (read.ok) expect(scenarioValue(read.value)).toEqual(value);
      }),
    );
  });

  it('a link gives back its scenario, and the same link again', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const link = makeLink(given);
        if (!link.ok) throw new Error(link.error.message);
        expect(link.value).toMatch(/^1[\w-]+$/);
        const read = readLink(link.value);
        expect(read).toEqual({ ok: true, value: given });
        if (read.ok) expect(makeLink(read.value)).toEqual(link);
      }),
    );
  });

  it('two scenarios have one link if and only if they have one text', () => {
    fc.assert(
      fc.property(scenario, scenario, (a, b) => {
        const sameText = formatScenario(a) === formatScenario(b);
        expect(JSON.stringify(makeLink(a)) === JSON.stringify(makeLink(b))).toBe(sameText);
      }),
    );
  });
});
