import { LIMITS } from '../machine/event.ts';
import { ADDRESS_END } from '../machine/units/address.ts';
import { brief, type JsonPath } from './json-text.ts';
import { type Checked, fits, isObject, refuse, unknownKey, within } from './problem.ts';
import { type BootRange, byStart, endOf, joinBoot } from './scenario.ts';
import { ADDRESS, HEX, SIZE, WHOLE_SPACE } from './value-schemas.ts';

/**
 * Reads the boot layout of a scenario: joined and ascending. Codes: `bad-scenario`, `overlap`, and `too-many`
 * for more than 100,000 entries. Entries need not be whole sections; an import keeps the bytes it was given.
 */
export function checkBoot(value: unknown): Checked<readonly BootRange[]> {
  if (!Array.isArray(value)) return bad([], 'expected a list of memory ranges', value);
  if (value.length > LIMITS.runs)
    return refuse('too-many', [], `at most ${LIMITS.runs} ranges of memory, not ${value.length}`);
  const ranges: BootRange[] = [];
  for (const [i, entry] of value.entries()) {
    const range = checkEntry(entry);
    if (!range.ok) return { ok: false, problem: within([i], range.problem) };
    ranges.push(range.value);
  }
  const clash = firstOverlap(ranges);
  if (clash === undefined) return fits(joinBoot(ranges));
  return refuse('overlap', [clash.later], `this range overlaps the one at boot[${clash.earlier}]`);
}

/** By hand, for there may be 100,000: a schema takes several times as long. */
function checkEntry(value: unknown): Checked<BootRange> {
  if (!isObject(value))
    return bad([], 'expected a memory range: an object with "start" and "size"', value);
  const { start, size, state = 'online' } = value;
  if (!isHex(start)) return bad(['start'], ADDRESS, start);
  if (!isHex(size) && size !== WHOLE_SPACE) return bad(['size'], SIZE, size);
  if (state !== 'online' && state !== 'offline')
    return bad(['state'], 'expected a state: "online" or "offline"', state);
  for (const key in value) if (!KEYS.has(key)) return unknownKey('bad-scenario', [key]);
  return checkRange({ start: BigInt(start), size: BigInt(size), state });
}

function checkRange(range: BootRange): Checked<BootRange> {
  if (range.size === 0n)
    return refuse('bad-scenario', ['size'], 'a range of memory has at least one byte');
  if (endOf(range) > ADDRESS_END)
    return refuse('bad-scenario', ['size'], 'the range ends beyond 2^64, the end of all addresses');
  return fits(range);
}

const KEYS = new Set(['start', 'size', 'state']);

const isHex = (value: unknown): value is string => typeof value === 'string' && HEX.test(value);

const bad = (path: JsonPath, expected: string, value: unknown): Checked<never> =>
  refuse('bad-scenario', path, `${expected}; here stands ${brief(value)}`);

/** Two entries that share a byte, by their index as listed. */
interface Overlap {
  readonly earlier: number;
  readonly later: number;
}

/** Looks at neighbours in ascending order only: if any two overlap, then two neighbours do. */
function firstOverlap(ranges: readonly BootRange[]): Overlap | undefined {
  if (isApart(ranges)) return undefined;
  const order = ranges.map((range, index) => ({ range, index }));
  order.sort((a, b) => byStart(a.range, b.range));
  for (const [i, { range, index }] of order.entries()) {
    const next = order[i + 1];
    if (next === undefined || endOf(range) <= next.range.start) continue;
    return { earlier: Math.min(index, next.index), later: Math.max(index, next.index) };
  }
  return undefined;
}

/** True if the ranges are listed in ascending order and none overlaps, as nearly every layout is. */
const isApart = (ranges: readonly BootRange[]): boolean =>
  ranges.every((range, i) => {
    const next = ranges[i + 1];
    return next === undefined || endOf(range) <= next.start;
  });
