import * as v from 'valibot';
import { isObject } from './problem.ts';

/** Schemas of values that any text may hold, whatever it is about. */

/** What a check means in the words of JSON Schema, for other programs: a function cannot be read (cli/json-schema.ts). */
export const meaning = <T>(json: object) => v.metadata<T, { readonly json: object }>({ json });

/** An object with these keys and no others; valibot alone takes a list for one. */
export const objectOf = <const E extends v.ObjectEntries>(entries: E, message: string) =>
  v.pipe(v.custom<object>(isObject, message), v.strictObject(entries, message));

/** A whole number; -0 is 0. */
export const integer = (low: number, high: number, what: string) => {
  const message = `expected ${what}, a whole number from ${low} to ${high}`;
  return v.pipe(
    v.number(message),
    v.check((n) => Number.isInteger(n) && n >= low && n <= high, message),
    meaning<number>({ type: 'integer', minimum: low, maximum: high }),
    v.transform((n) => n + 0),
  );
};

/** Text that can be shown on one line and survives UTF-8. */
export const plainText = (what: string) =>
  v.pipe(
    v.string(`expected ${what}, a text`),
    v.check(
      (text) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(text),
      `expected ${what} without control characters, line breaks and half surrogate pairs`,
    ),
    meaning<string>({ pattern: '^[^\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]*$' }),
  );
