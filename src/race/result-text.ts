import type { InputError, Result } from '../machine/event.ts';
import { check } from '../scenario/check.ts';
import { readJson } from '../scenario/json-text.ts';
import { errorIn, errorOfJson, isObject, refuse } from '../scenario/problem.ts';
import { exceedsUtf8 } from '../scenario/utf8.ts';
import type { Mark, Measured, RacedLayout, RaceResult } from './result.ts';
import { result } from './result-schema.ts';

/** What stands first in the file of a result. */
export const RESULT_FORMAT = 'sparsescope-race/1';

/** Bytes of such a file: some two hundred times what a race makes. */
const LIMIT = 1 << 20;
/** Items of a list: more than structures and layouts together. */
const MOST_ITEMS = 64;

/** The file of a result: the same for the same result, keys in the order of result.ts. */
export function formatResult({ place, mix, layouts }: RaceResult): string {
  const { browser, cores, isolated, resolution, wasm, rounds, hidden } = place;
  const { hits, order, call, seed } = mix;
  const value = {
    format: RESULT_FORMAT,
    place: {
      browser,
      cores,
      isolated,
      resolution,
      wasm,
      rounds,
      ...(hidden === undefined ? {} : { hidden }),
    },
    mix: { hits, order, call, seed },
    layouts: layouts.map(layoutIn),
  };
  return `${JSON.stringify(value, null, 1)}\n`;
}

/**
 * Reads the file of a result. Codes: `unknown-format` if it is no such file, `bad-result` (with line, column and field),
 * `newer-version`, `too-large` beyond 1 MiB.
 */
export function parseResult(text: string): Result<RaceResult> {
  if (exceedsUtf8(text, LIMIT))
    return fail({ code: 'too-large', message: 'the result of a race has at most 1 MiB of text' });
  const json = readJson(text, MOST_ITEMS);
  if (!json.ok) return fail({ ...errorOfJson(json.fault), code: 'bad-result' });
  const read = checkFile(json.value);
  return read.ok ? read : fail(errorIn(text, read.problem));
}

function checkFile(value: unknown) {
  if (!isObject(value))
    return refuse('unknown-format', [], 'expected the result of a race: an object with a "format"');
  const { format, ...rest } = value;
  const version = typeof format === 'string' ? /^sparsescope-race\/([1-9]\d*)$/.exec(format) : null;
  if (!version)
    return refuse('unknown-format', ['format'], `expected "format": "${RESULT_FORMAT}"`);
  if (version[1] !== '1')
    return refuse(
      'newer-version',
      ['format'],
      'this result is of a newer version; this program reads version 1. Reload the page or update',
    );
  return check(result, rest, 'bad-result');
}

const layoutIn = ({ id, title, sections, islands, highest, fingerprint, marks }: RacedLayout) => ({
  id,
  title,
  sections,
  islands,
  highest,
  fingerprint,
  marks: marks.map(markIn),
});

const markIn = ({ structure, reserved, touched, reads, lines, lookup, update }: Mark) => ({
  structure,
  reserved,
  touched,
  reads,
  lines,
  lookup: measuredIn(lookup),
  update: measuredIn(update),
});

const measuredIn = (given: Measured) =>
  'why' in given ? { why: given.why } : { median: given.median, low: given.low, high: given.high };

const fail = (error: InputError): { ok: false; error: InputError } => ({ ok: false, error });
