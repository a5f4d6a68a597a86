import { deflateSync, strToU8 } from 'fflate';
import type { InputError, Result } from '../machine/event.ts';
import { PAGE_BYTES } from '../machine/structures/words/pool.ts';
import type { StructureId } from '../machine/structures/words/structure.ts';
import { decodeBase64url, encodeBase64url } from '../scenario/base64url.ts';
import { check } from '../scenario/check.ts';
import { inflate } from '../scenario/inflate.ts';
import { readJson } from '../scenario/json-text.ts';
import { errorOf, errorOfJson } from '../scenario/problem.ts';
import { decodeUtf8 } from '../scenario/utf8.ts';
import type { Mix } from './mix.ts';
import type { Mark, Measured, RaceResult } from './result.ts';
import { result as resultSchema } from './result-schema.ts';

/**
 * The result of a race as a field of a link, `&race=...`: base64url of raw-deflated JSON. It holds the marks of the
 * sender's own layout alone, times to three digits, as lists without names: some 500 characters.
 *
 *     [browser, cores, isolated, resolution, wasm, rounds, hidden]
 *     [hits, order, call, seed]
 *     [title, sections, islands, highest, fingerprint]
 *     [[reserved, touched, reads, lines, lookup, update] or 0, for each of ORDER]
 *
 * A time is three items, median, low and high, or one: why there is none. `touched` is pages, or the bytes as text where
 * they are no whole pages; `reserved` is text where it is no exact number. Flags are 0 and 1.
 */

/** Links rest upon this order: what is new comes last. */
const ORDER: readonly StructureId[] = [
  'flat',
  'three-level',
  'three-level-compact',
  'hash',
  'extents',
  'red-black',
  'b-tree',
  'sparsemem-static',
  'sparsemem-extreme',
  'vmemmap',
  'radix-64',
  'page-table',
  'rank-bitmap',
];
const ORDERS: readonly Mix['order'][] = ['random', 'sequential', 'skewed'];
const CALLS: readonly Mix['call'][] = ['single', 'batch'];

/** Nothing is unpacked beyond so many bytes; what we write has some 1,500. */
const LIMIT = 1 << 16;
const MOST_ITEMS = 64;

/** The value of the field. */
export function makeRaceField({ place, mix, layouts }: RaceResult): string {
  const { browser, cores, isolated, resolution, wasm, rounds, hidden } = place;
  const [layout] = layouts;
  const packed = [
    [browser, cores, +isolated, short(resolution), +wasm, rounds, +(hidden ?? false)],
    [mix.hits, ORDERS.indexOf(mix.order), CALLS.indexOf(mix.call), mix.seed],
    layout
      ? [layout.title, layout.sections, layout.islands, layout.highest, layout.fingerprint]
      : [],
    ORDER.map((id) => {
      const mark = layout?.marks.find(({ structure }) => structure === id);
      return mark ? packMark(mark) : 0;
    }),
  ];
  // `mem` is fixed because its default is computed from a logarithm, which engines may round differently.
  return encodeBase64url(deflateSync(strToU8(JSON.stringify(packed)), { level: 9, mem: 4 }));
}

/** Reads the value of the field. Codes: `bad-link`, with the column in the value or the field in the result; `too-large`. */
export function readRaceField(field: string): Result<RaceResult> {
  const decoded = decodeBase64url(field);
  if (!decoded.ok) return fail({ ...damaged(decoded.message), line: 1, column: decoded.at + 1 });
  const inflated = inflate(decoded.bytes, LIMIT);
  if (!inflated.ok)
    return fail(
      inflated.reason === 'too-large'
        ? { code: 'too-large', message: 'the race in the link unpacks to more than 64 KiB' }
        : damaged(inflated.message),
    );
  const text = decodeUtf8(inflated.bytes);
  if (text === undefined) return fail(damaged('what it holds is not text'));
  const json = readJson(text, MOST_ITEMS);
  if (!json.ok) return fail(damaged(errorOfJson(json.fault).message));
  const read = check(resultSchema, unpack(json.value), 'bad-link');
  if (read.ok) return read;
  const { field: at, message } = errorOf(read.problem);
  return fail({ ...damaged(message), ...(at === undefined ? {} : { field: at }) });
}

/** Three digits, which is more than a race is good for. */
const short = (n: number): number => Number(n.toPrecision(3));

const packMark = ({ reserved, touched, reads, lines, lookup, update }: Mark) => [
  Number.isSafeInteger(Number(reserved)) ? Number(reserved) : reserved,
  touched % PAGE_BYTES === 0 ? touched / PAGE_BYTES : String(touched),
  short(reads),
  short(lines),
  ...packTime(lookup),
  ...packTime(update),
];

const packTime = (time: Measured) =>
  'why' in time ? [time.why] : [time.median, time.low, time.high].map(short);

/** The same with names. Whether the values are what they should be is the schema's to say. */
function unpack(value: unknown): unknown {
  const [place, mix, layout, marks] = listIn(value).map(listIn);
  const [browser, cores, isolated, resolution, wasm, rounds, hidden] = place ?? [];
  const [hits, order, call, seed] = mix ?? [];
  const [title, sections, islands, highest, fingerprint] = layout ?? [];
  return {
    place: {
      browser,
      cores,
      isolated: isolated === 1,
      resolution,
      wasm: wasm === 1,
      rounds,
      ...(hidden === 1 ? { hidden: true } : {}),
    },
    mix: { hits, order: memberOf(ORDERS, order), call: memberOf(CALLS, call), seed },
    layouts: [
      {
        id: 'current',
        title,
        sections,
        islands,
        highest,
        fingerprint,
        marks: (marks ?? []).slice(0, ORDER.length).flatMap(unpackMark),
      },
    ],
  };
}

function unpackMark(value: unknown, i: number): unknown[] {
  if (value === 0) return [];
  const [reserved, touched, reads, lines, ...times] = listIn(value);
  const [lookup, rest] = unpackTime(times);
  const [update] = unpackTime(rest);
  return [
    {
      structure: ORDER[i],
      reserved: typeof reserved === 'number' ? String(reserved) : reserved,
      touched: typeof touched === 'number' ? touched * PAGE_BYTES : Number(touched),
      reads,
      lines,
      lookup,
      update,
    },
  ];
}

/** The time that comes first, and what follows it. */
function unpackTime(items: readonly unknown[]): [unknown, readonly unknown[]] {
  const [median, low, high] = items;
  return typeof median === 'string'
    ? [{ why: median }, items.slice(1)]
    : [{ median, low, high }, items.slice(3)];
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const memberOf = (list: readonly string[], index: unknown): unknown =>
  typeof index === 'number' ? list[index] : undefined;

const damaged = (message: string): InputError => ({
  code: 'bad-link',
  message: `the race in the link is damaged: ${message}`,
});

const fail = (error: InputError): { ok: false; error: InputError } => ({ ok: false, error });
