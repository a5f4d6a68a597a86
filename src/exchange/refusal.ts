import type { ErrorCode, InputError } from '../machine/event.ts';

/** A refused reading: the error branch of `Result`, usable for any value type. */
export interface Refusal {
  readonly ok: false;
  readonly error: InputError;
}

/** Where something stands in the text as it was given: line and column from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A refusal with its place, if it has one. */
export function refuse(code: ErrorCode, message: string, place?: Place): Refusal {
  return {
    ok: false,
    error: place ? { code, message, line: place.line, column: place.column } : { code, message },
  };
}

const SHOWN = 40;

/** A piece of foreign text as a message may show it: quoted, short, control characters visible. */
export function quote(text: string): string {
  const short = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return JSON.stringify(short).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028\u2029\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
