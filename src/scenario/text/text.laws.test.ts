import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryScenario } from '../arbitrary-scenario.test-data.ts';
import { isLink } from '../link.ts';
import { isText, parseText } from './parse-text.ts';
import { printText } from './print-text.ts';

it('what is printed is read back the same', () => {
  fc.assert(
    fc.property(arbitraryScenario, (given) => {
      const text = printText(given);
      expect(isText(text)).toBe(true);
      expect(isLink(text)).toBe(false);
      expect(parseText(text)).toEqual({ ok: true, value: given });
    }),
    { numRuns: 500 },
  );
});

/** The same lines as a person might leave them: blanks, comments, other ends of lines. */
function handle(text: string, turn: number): string {
  const lines = text.split('\n').map((line) => {
    if (turn % 2 === 0 || line === '') return line;
    return `  ${line.replace(' ', '\t ')} ${turn % 3 === 0 ? '# "why not' : ''}`;
  });
  return `\ufeff# by hand\n\n${lines.join(turn % 5 === 0 ? '\r\n' : '\n')}`;
}

it('what is read is printed the same, however it was handled', () => {
  fc.assert(
    fc.property(arbitraryScenario, fc.nat(9), (given, turn) => {
      const text = printText(given);
      const read = parseText(handle(text, turn));
      expect(read.ok ? printText(read.value) : read.error).toBe(text);
    }),
    { numRuns: 300 },
  );
});

it('every error has its code, line and column', () => {
  const junk = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('boot 1@', 'machine kernel=9', 'register "', 'fail', 'step 99', '"', '#', '@'),
  );
  fc.assert(
    fc.property(arbitraryScenario, junk, fc.nat(), (given, extra, where) => {
      const text = printText(given);
      const at = where % (text.length + 1);
      const read = parseText(text.slice(0, at) + extra + text.slice(at));
      if (read.ok) return;
      const { line = 0, column = 0, code, message } = read.error;
      expect(code).toMatch(/^(?:bad-|overlap|too-many|beyond-limit|newer-version)/);
      expect(message.length).toBeLessThan(700);
      expect(line).toBeGreaterThan(0);
      expect(column).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
