import type { InputError, MachineEvent, Result } from '../../machine/event.ts';

/** A word of a line and its column, from 1. */
export interface Token {
  readonly text: string;
  readonly column: number;
}

/** A line after its first word. */
export interface Rest {
  readonly text: string;
  readonly column: number;
  readonly tokens: readonly Token[];
  /** Column after the last character, where something may be missing. */
  readonly end: number;
}

/** Reads what follows the first word of a line, or says what was expected and in which column. */
export type Reader<T> = (rest: Rest) => Result<T>;

export const fail = (column: number, message: string): { ok: false; error: InputError } => ({
  ok: false,
  error: { code: 'bad-line', message, column },
});

export const event = (value: MachineEvent): Result<MachineEvent> => ({ ok: true, value });

/** Words parted by blanks; what stands between quote marks is one word. */
const WORDS = /"(?:[^"\\]|\\.)*"|\S+/g;

export function wordsOf(text: string, column: number): readonly Token[] {
  return [...text.matchAll(WORDS)].map((m) => ({ text: m[0], column: column + m.index }));
}

export const restOf = (text: string, column: number, end: number): Rest => ({
  text,
  column,
  tokens: wordsOf(text, column),
  end,
});

/** A name: a word, or anything between quote marks, with JSON's escapes. */
export function readName({ text, column }: Token): Result<string> {
  if (!text.startsWith('"')) return { ok: true, value: text };
  try {
    return { ok: true, value: String(JSON.parse(text)) };
  } catch {
    return fail(column, 'Expected a name between quote marks, as in "my veto".');
  }
}

/** A name as `readName` reads it back: with quote marks only where it needs them. */
export const spellName = (name: string): string =>
  /^[^\s"#]+$/.test(name) ? name : JSON.stringify(name);
