import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brief, locate, MAX_DEPTH, MAX_KEYS, positionOf, readJson } from './json-text.ts';

const nativeAccepts = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('readJson', () => {
  it('reads every JSON text', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('accepts what JSON.parse accepts and nothing else, letter by letter', () => {
    const letters = ['{', '}', '[', ']', ',', ':', '"', '\\', 'u', '0', '1', '-', '.', 'e', '+'];
    const word = fc.constantFrom(
      ...letters,
      'true',
      'null',
      '"a":',
      '\n',
      '\t',
      '\u0001',
      '\u00a0',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const text = words.join('');
        const read = readJson(text);
        const doubled = !read.ok && read.fault.reason === 'shape';
        expect(read.ok || doubled).toBe(nativeAccepts(text));
      }),
      { numRuns: 30_000 },
    );
  });

  it.each([
    ['', 1, 1, 'expected a JSON value'],
    ['{"a":1,}', 1, 8, 'expected a key'],
    ['[1,]', 1, 4, 'expected a JSON value'],
    ['{"a" 1}', 1, 6, 'expected ":"'],
    ['{"a":1 "b":2}', 1, 8, 'expected "," or "}"'],
    ['[1 2]', 1, 4, 'expected "," or "]"'],
    ['{"a":1}\n x', 2, 2, 'expected the end'],
    ['// no\n{}', 1, 1, 'expected a JSON value'],
    ['{\r\n  "a": "b\n"}', 2, 8, 'does not end'],
    ['["a', 1, 2, 'does not end'],
    ['["\\x"]', 1, 3, 'not an escape'],
    ['["\t"]', 1, 3, 'must be escaped'],
    ['{"a":1,\r"a":2}', 2, 1, '"a" stands here twice'],
    ['{"a":1,"\\u0061":2}', 1, 8, '"a" stands here twice'],
    ['{"__proto__":1,"__proto__":2}', 1, 16, 'twice'],
    ['[01]', 1, 3, 'expected "," or "]"'],
  ])('says what is wrong with %j and where', (text, line, column, message) => {
    expect(readJson(text)).toMatchObject({
      ok: false,
      fault: { message: expect.stringContaining(message), position: { line, column } },
    });
  });

  it('refuses to go deep, however deep the text goes', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(readJson(nested(MAX_DEPTH))).toMatchObject({ ok: true });
    expect(readJson(nested(MAX_DEPTH + 1))).toMatchObject({
      fault: { reason: 'shape', position: { line: 1, column: MAX_DEPTH + 1 } },
    });
    expect(readJson('{"a":'.repeat(100_000))).toMatchObject({ ok: false });
  });
});

describe('readJson, on what is too much', () => {
  it('counts keys and items, and says where it stopped', () => {
    const keys = Array.from({ length: MAX_KEYS + 1 }, (_, i) => `"k${i}":0`).join(',');
    expect(readJson(`[{${keys}}]`)).toMatchObject({ fault: { reason: 'shape', path: [0] } });
    expect(readJson('{"a":[0,[1,2,3]]}', 2)).toMatchObject({
      fault: { reason: 'many', path: ['a', 1], position: { line: 1, column: 14 } },
    });
    expect(readJson('{"a":[0,[1,2]]}', 2)).toMatchObject({ ok: true });
  });
});

describe('locate', () => {
  const text = '{\n  "a": [1, {"b": "x"}],\n  "c\\n": 2\n}';
  it.each([
    [[], 1, 1],
    [['a'], 2, 8],
    [['a', 0], 2, 9],
    [['a', 1, 'b'], 2, 18],
    [['c\n'], 3, 10],
    // What is not there is looked for where it should be.
    [['a', 7], 2, 8],
    [['a', 1, 'z'], 2, 12],
    [['z', 'a'], 1, 1],
    [['a', 'b'], 2, 8],
  ])('finds the value at %j', (path, line, column) => {
    expect(locate(text, path)).toEqual({ line, column });
  });

  it('finds keys', () => {
    expect(locate(text, ['a', 1, 'b'], 'key')).toEqual({ line: 2, column: 13 });
  });
});

describe('positionOf', () => {
  it('counts each way to end a line once', () => {
    expect(positionOf('a\nb\r\nc\rd', 7)).toEqual({ line: 4, column: 1 });
  });
});

describe('brief', () => {
  it('keeps messages short and on one line', () => {
    expect(brief('\n'.repeat(1000)).length).toBeLessThan(100);
    expect([undefined, null, 1, true, [], {}, 'a', 1n].map(brief)).toEqual([
      ...['nothing', 'null', '1', 'true', 'a list', 'an object', '"a"', 'a bigint'],
    ]);
  });
});
