import type { ErrorCode, InputError } from '../machine/event.ts';
import { brief, type JsonFault, type JsonPath, locate } from './json-text.ts';

/** What is wrong with a value, before it is known where the value stood in a text. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: JsonPath;
  /** The key itself is wrong (unknown), not the value behind it. */
  readonly atKey?: boolean;
}

/** A value that fits, or the first thing that does not. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export const fits = <T>(value: T): Checked<T> => ({ ok: true, value });

export const refuse = (code: ErrorCode, path: JsonPath, message: string): Checked<never> => ({
  ok: false,
  problem: { code, message, path },
});

/** A key that should not be there; the last of the path. */
export const unknownKey = (code: ErrorCode, path: JsonPath): Checked<never> => ({
  ok: false,
  problem: { code, message: `unknown key ${brief(path.at(-1))}`, path, atKey: true },
});

/** True for what JSON calls an object. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same problem, seen from further out. */
export const within = (outer: JsonPath, problem: Problem): Problem => ({
  ...problem,
  path: [...outer, ...problem.path],
});

/** Steps of a path that are worth telling; ours have four at most. */
const TOLD = 8;

/** `events[3].start`; a key that is no plain word stands quoted: `machine["a b"]`. */
export function fieldOf(path: JsonPath): string {
  let field = '';
  for (const step of path.slice(0, TOLD)) {
    if (typeof step === 'number') field += `[${step}]`;
    else if (!/^\w{1,64}$/.test(step)) field += `[${brief(step)}]`;
    else field += field === '' ? step : `.${step}`;
  }
  return path.length > TOLD ? `${field}…` : field;
}

/** The error of a value that came by itself: no line, no column. */
export function errorOf(problem: Problem): InputError {
  const field = fieldOf(problem.path);
  const { code, message } = problem;
  return field === '' ? { code, message } : { code, message, field };
}

/** The error of a value that stood in this text. */
export function errorIn(text: string, problem: Problem): InputError {
  const position = locate(text, problem.path, problem.atKey === true ? 'key' : 'value');
  return { ...errorOf(problem), ...position, ...eventOf(problem.path) };
}

/** The error of a text that could not be read as JSON, or has a shape that nothing of ours has. */
export function errorOfJson({ reason, message, path, position }: JsonFault): InputError {
  const code = reason === 'many' ? 'too-many' : 'bad-scenario';
  const told = reason === 'syntax' ? `not JSON: ${message}` : message;
  return { ...errorOf({ code, message: told, path }), ...position, ...eventOf(path) };
}

const eventOf = ([list, index]: JsonPath): { event?: number } =>
  list === 'events' && typeof index === 'number' ? { event: index } : {};
