import * as v from 'valibot';
import { STRUCTURES } from '../machine/structures/words/catalogue.ts';
import { integer, objectOf, plainText } from '../scenario/plain-schemas.ts';
import type { RaceResult } from './result.ts';

/** What the values of a race's result may be. All limits are ours: beyond them nothing was measured. */

const LAYOUTS = 16;
const TEXT_LENGTH = 200;
const SECTION_END = 2 ** 40;

const text = (what: string) =>
  v.pipe(
    plainText(what),
    v.check(
      (t) => t !== '' && [...t].length <= TEXT_LENGTH,
      `expected ${what}, 1 to ${TEXT_LENGTH} characters`,
    ),
  );

/** A figure that was measured: never below 0, never beyond what a race takes. */
const figure = (what: string, most = 1e15) => {
  const message = `expected ${what}, a number from 0 to ${most}`;
  return v.pipe(
    v.number(message),
    v.check((n) => n >= 0 && n <= most, message),
    v.transform((n) => n + 0),
  );
};

const flag = (what: string) => v.boolean(`expected ${what}, true or false`);

const BYTES = 'expected bytes, a decimal number in quotes of at most 30 digits';
const bytes = v.pipe(v.string(BYTES), v.regex(/^(?:0|[1-9][0-9]{0,29})$/, BYTES));

const MEASURED = 'expected a time {"median", "low", "high"} with low <= median <= high, or {"why"}';
const spread = v.pipe(
  objectOf(
    { median: figure('a median'), low: figure('the lowest'), high: figure('the highest') },
    MEASURED,
  ),
  v.check(({ median, low, high }) => low <= median && median <= high, MEASURED),
);
const reason = objectOf({ why: text('a reason') }, MEASURED);
const measured = v.lazy((value) =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'why') ? reason : spread,
);

export const structure = v.picklist(
  STRUCTURES,
  `expected a structure: ${STRUCTURES.map((id) => `"${id}"`).join(', ')}`,
);

const mark = objectOf(
  {
    structure,
    reserved: bytes,
    touched: integer(0, Number.MAX_SAFE_INTEGER, 'bytes touched'),
    reads: figure('reads', 1e6),
    lines: figure('cache lines', 1e6),
    lookup: measured,
    update: measured,
  },
  'expected a mark: an object',
);

const PRINT = 'expected a fingerprint, 16 digits in hex';

const SENSE =
  'expected a layout that there can be: at most as many islands as sections, the highest far enough up for all and their gaps, and -1 and 0 islands where there are none';

const layout = v.pipe(
  objectOf(
    {
      id: text('an id'),
      title: text('a title'),
      sections: integer(0, SECTION_END, 'sections'),
      islands: integer(0, SECTION_END, 'islands'),
      highest: integer(-1, SECTION_END - 1, 'the highest section'),
      fingerprint: v.pipe(v.string(PRINT), v.regex(/^[0-9a-f]{16}$/, PRINT)),
      marks: v.pipe(
        v.array(mark, 'expected a list of marks'),
        v.check(
          (marks) => new Set(marks.map((m) => m.structure)).size === marks.length,
          'expected each structure once',
        ),
      ),
    },
    'expected a layout: an object',
  ),
  v.check(
    ({ sections, islands, highest }) =>
      sections === 0
        ? islands === 0 && highest === -1
        : islands >= 1 && islands <= sections && highest >= sections + islands - 2,
    SENSE,
  ),
);

const mix = objectOf(
  {
    hits: integer(0, 100, 'hits of 100'),
    order: v.picklist(
      ['random', 'sequential', 'skewed'],
      'expected an order: "random", "sequential" or "skewed"',
    ),
    call: v.picklist(['single', 'batch'], 'expected a call: "single" or "batch"'),
    seed: integer(0, 2 ** 32 - 1, 'a seed'),
  },
  'expected a mix: an object',
);

const place = objectOf(
  {
    browser: text('a browser'),
    cores: integer(1, 65_536, 'cores'),
    isolated: flag('isolated'),
    resolution: figure('the resolution'),
    wasm: flag('wasm'),
    rounds: integer(1, 10_000, 'rounds'),
    hidden: v.exactOptional(flag('hidden')),
  },
  'expected a place: an object',
);

export const result: v.GenericSchema<unknown, RaceResult> = objectOf(
  {
    place,
    mix,
    layouts: v.pipe(
      v.array(layout, 'expected a list of layouts'),
      v.check(
        (layouts) => layouts.length >= 1 && layouts.length <= LAYOUTS,
        `expected 1 to ${LAYOUTS} layouts`,
      ),
      v.check((layouts) => layouts[0]?.id === 'current', 'expected the layout "current" first'),
    ),
  },
  'expected a result: an object',
);
