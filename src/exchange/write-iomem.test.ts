import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { readImport } from './import.ts';
import { readIomem } from './iomem.ts';
import { readPaste } from './line.ts';
import { writeIomem } from './write-iomem.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/iomem');

const files = readdirSync(FIXTURES).filter((file) => file.endsWith('.txt'));

/** The lines that are System RAM itself and lie in none, as the file spells them. */
const ramLines = (text: string): string[] =>
  text.split('\n').filter((line) => /^[0-9a-f]+-[0-9a-f]+ : System RAM$/.test(line));

// Some are pasted with other indentation, with zeros, with memory that is nested or has a driver's name behind it.
const PLAIN = files.filter((file) => {
  const text = readFileSync(join(FIXTURES, file), 'utf8');
  const read = readIomem(readPaste(text).lines);
  return read.ok && ramLines(text).length === read.value.rows.length;
});

test('most real files are plain', () => {
  expect(PLAIN.length).toBeGreaterThanOrEqual(10);
});

test.each(PLAIN)('%s: its memory, written again', (file) => {
  const text = readFileSync(join(FIXTURES, file), 'utf8');
  const read = readIomem(readPaste(text).lines);
  expect(read.ok && [...writeIomem(read.value.rows)]).toEqual(ramLines(text));
});

it('is read back', () => {
  const pieces = fc.array(fc.tuple(fc.bigInt(1n, 1n << 58n), fc.bigInt(2n, 1n << 40n)), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(pieces, (gaps) => {
      let at = 0n;
      const ranges = gaps.map(([gap, size]) => {
        const start = at + gap;
        at = start + size;
        return { start, end: at };
      });
      const read = readImport([...writeIomem(ranges)].join('\n'));
      expect(read.ok && read.value.ranges).toEqual(ranges.map((r) => ({ ...r, state: 'online' })));
    }),
    { numRuns: 100 },
  );
});
