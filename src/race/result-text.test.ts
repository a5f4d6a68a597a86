import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatResult, parseResult } from './result-text.ts';
import { results, USUAL_RESULT } from './results.test-data.ts';

const TEXT = formatResult(USUAL_RESULT);

it('a result comes back from its file as it was, and in the same letters', () => {
  fc.assert(
    fc.property(results, (result) => {
      const text = formatResult(result);
      const read = parseResult(text);
      expect(read).toEqual({ ok: true, value: result });
      if (read.ok) expect(formatResult(read.value)).toBe(text);
    }),
    { numRuns: 50 },
  );
});

/** The usual file with one thing changed. */
const edited = (from: string | RegExp, to: string): string => {
  const text = TEXT.replace(from, to);
  expect(text).not.toBe(TEXT);
  return text;
};

it.each([
  ['no object', () => '[]', 'unknown-format', undefined],
  ['nothing', () => '', 'bad-result', undefined],
  ['no JSON', () => `${TEXT}}`, 'bad-result', undefined],
  ['another format', () => edited('race/1', 'scenario/1'), 'unknown-format', 'format'],
  ['a newer version', () => edited('race/1', 'race/2'), 'newer-version', 'format'],
  ['a key too many', () => edited('"mix"', '"mux": 1, "mix"'), 'bad-result', 'mux'],
  ['__proto__', () => edited('"mix"', '"__proto__": {"a": 1}, "mix"'), 'bad-result', '__proto__'],
  ['a key missing', () => edited(/"cores": 8,/, ''), 'bad-result', 'place.cores'],
  ['a wrong type', () => edited('"cores": 8', '"cores": "8"'), 'bad-result', 'place.cores'],
  ['a huge number', () => edited('"cores": 8', '"cores": 1e300'), 'bad-result', 'place.cores'],
  [
    'beyond any number',
    () => edited('"rounds": 9', '"rounds": 1e999'),
    'bad-result',
    'place.rounds',
  ],
  [
    'an unknown structure',
    () => edited('"hash"', '"tree"'),
    'bad-result',
    'layouts[0].marks[3].structure',
  ],
  [
    'more islands than sections',
    () => edited('"islands": 2', '"islands": 99'),
    'bad-result',
    'layouts[0]',
  ],
  [
    'a highest below its sections',
    () => edited(/"highest": \d+/, '"highest": 3'),
    'bad-result',
    'layouts[0]',
  ],
  ['a structure twice', () => edited('"hash"', '"flat"'), 'bad-result', 'layouts[0].marks'],
  [
    'bytes in hex',
    () => edited('"19683"', '"0x4ce3"'),
    'bad-result',
    'layouts[0].marks[0].reserved',
  ],
  ['no fingerprint', () => edited(/"fingerprint": .*/, ''), 'bad-result', 'layouts[0].fingerprint'],
  [
    'a fingerprint too short',
    () => edited('"2829ad9ba369a088"', '"2829ad9b"'),
    'bad-result',
    'layouts[0].fingerprint',
  ],
  [
    'a negative time',
    () => edited(/"median": 2/, '"median": -2'),
    'bad-result',
    'layouts[0].marks[1].lookup.median',
  ],
  [
    'a median below the lowest',
    () => edited(/"median": 2/, '"median": 0.002'),
    'bad-result',
    'layouts[0].marks[1].lookup',
  ],
  [
    'a reason of control characters',
    () => edited('512 GiB;', '512 \\u0000;'),
    'bad-result',
    'layouts[0].marks[0].lookup.why',
  ],
  [
    'no layout',
    () => TEXT.replace(/"layouts": \[[\s\S]*\]/, '"layouts": []'),
    'bad-result',
    'layouts',
  ],
  ['no current layout', () => edited('"current"', '"thread"'), 'bad-result', 'layouts'],
  ['one MiB of blanks', () => TEXT + ' '.repeat(1 << 20), 'too-large', undefined],
])('refuses %s', (_, text, code, field) => {
  const read = parseResult(text());
  expect(read.ok).toBe(false);
  if (read.ok) return;
  expect(read.error.code).toBe(code);
  expect(read.error.field).toBe(field);
  expect(read.error.message.length).toBeGreaterThan(10);
});

it('says line and column', () => {
  const read = parseResult(edited('"cores": 8', '"cores": []'));
  expect(read).toMatchObject({ ok: false, error: { line: 5, column: 12 } });
});

it('never throws, whatever is cut or changed', () => {
  fc.assert(
    fc.property(fc.nat(TEXT.length), fc.string({ maxLength: 5 }), (at, put) => {
      parseResult(TEXT.slice(0, at) + put + TEXT.slice(at + put.length));
      parseResult(TEXT.slice(0, at));
    }),
    { numRuns: 100 },
  );
});
