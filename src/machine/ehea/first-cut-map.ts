import type { MapAnswer } from '../driver/map-answer.ts';
import { type Granted, walkResources } from '../memory/resource.ts';
import {
  indexOf,
  indexRanges,
  NO_TABLES,
  type ThreeLevel,
  touch,
} from '../structures/three-level.ts';
import { toAddress, U64 } from '../units/address.ts';
import { BUSMAP_START } from '../units/bus-space.ts';
import { ENOMEM } from '../units/errno.ts';
import { RunSet } from '../units/run-set.ts';
import {
  offsetOf,
  SECTION_SIZE,
  SECTION_SIZE_BITS,
  sectionOf,
  sectionStart,
} from '../units/section.ts';
import { truncate } from './three-level-map.ts';

/**
 * The three-level map as it first was (drivers/net/ehea/ehea_qmr.c, Linux 2.6.26 and 2.6.27): every range that the
 * resource walk hands over gets a root of its own, so that only the last one can be found; the tables of the others
 * are lost. An entry is START + the bytes handed over before + section * 16 MiB: bus space is not dense.
 */
export interface FirstCutMap {
  /** What hangs on the last root. */
  readonly tables: ThreeLevel;
  /** First index, count, and slot of the first for each stretch; a fraction where the bytes before were no whole sections. */
  readonly stretches: readonly (readonly [first: number, count: number, slot: number])[];
  /** Tables that nobody can reach any more, since boot. */
  readonly leaked: number;
  /** Bytes of all ranges handed over. */
  readonly mrLength: bigint;
}

export const NO_FIRST_CUT: FirstCutMap = {
  tables: NO_TABLES,
  stretches: [],
  leaked: 0,
  mrLength: 0n,
};

const SECTION_SHIFT = BigInt(SECTION_SIZE_BITS);

export interface FirstCutBuild {
  readonly map: FirstCutMap;
  /** 0 or -12. */
  readonly ret: number;
  /** Table allocations tried. */
  readonly allocations: number;
}

export const tablesIn = ({ root, tops, dirs }: ThreeLevel): number =>
  (root ? 1 : 0) + tops.size + dirs.size;

/** ehea_destroy_busmap, then ehea_create_busmap: what was lost before stays lost. */
export function buildFirstCut(
  leaked: number,
  granted: Granted,
  window: bigint,
  pageShift: number,
  failAt: number,
): FirstCutBuild {
  let map: FirstCutMap = { ...NO_FIRST_CUT, leaked };
  let allocations = 0;
  for (const range of walkResources(granted, window, pageShift)) {
    const { first, sections } = truncate(range, pageShift);
    const touched = touch(NO_TABLES, first, sections, failAt - allocations);
    allocations += touched.allocations;
    const { flagged, ...tables } = touched.map;
    const before = Number(map.mrLength) / SECTION_SIZE;
    map = {
      // The entries hold their addresses at once: nothing is left at a flag.
      tables: { ...tables, numbered: flagged, flagged: RunSet.EMPTY },
      stretches: stretchesOf(first, touched.counted, before),
      leaked: map.leaked + tablesIn(map.tables),
      mrLength: map.mrLength,
    };
    if (touched.failed) return { map, ret: ENOMEM, allocations };
    map = { ...map, mrLength: (map.mrLength + (range.pages << BigInt(pageShift))) & U64 };
  }
  return { map, ret: 0, allocations };
}

/** Where an index is met twice - sections 2^39 apart - the later entry stands. */
function stretchesOf(first: number, sections: number, before: number): FirstCutMap['stretches'] {
  const out: [number, number, number][] = [];
  let taken = RunSet.EMPTY;
  let end = first + sections;
  for (const [a, b] of [...indexRanges(first, sections)].reverse()) {
    const start = end - (b - a);
    for (const [x, y] of RunSet.of(a, b).minus(taken)) out.push([x, y - x, before + start + x - a]);
    taken = taken.addRange(a, b);
    end = start;
  }
  return out.sort((a, b) => a[0] - b[0]);
}

/** A slot's bus address; exact also for a fraction, which is a whole number of pages. */
const busOf = (slot: number): bigint => BUSMAP_START + BigInt(slot * SECTION_SIZE);

/** The walk of ehea_map_vaddr. */
export function translateFirstCut({ tables, stretches }: FirstCutMap, physical: bigint): MapAnswer {
  const index = indexOf(sectionOf(physical));
  if (!tables.root) return { bus: null, missAt: 'root' };
  if (!tables.tops.has(Math.floor(index / 2 ** 26))) return { bus: null, missAt: 'top' };
  if (!tables.dirs.has(Math.floor(index / 2 ** 13))) return { bus: null, missAt: 'dir' };
  const found = stretches.find(([first, count]) => first <= index && index < first + count);
  if (!found) return { bus: null, missAt: 'entry' };
  const entry = toAddress(busOf(found[2] + index - found[0]));
  return { bus: entry | BigInt(offsetOf(physical)), missAt: null };
}

/**
 * The lowest physical address that translates to this bus address; undefined if none does. The driver ORs the offset
 * in, so an entry that is no whole number of sections hides the bits it has itself.
 */
export function ownerInFirstCut({ stretches }: FirstCutMap, bus: bigint): bigint | undefined {
  for (const [first, count, slot] of stretches) {
    const own = BigInt(offsetOf(busOf(slot)));
    const index = BigInt.asUintN(
      64 - SECTION_SIZE_BITS,
      (bus - busOf(slot) + own) >> SECTION_SHIFT,
    );
    if (index < BigInt(count) && (bus & own) === own)
      return sectionStart(first + Number(index)) + (BigInt(offsetOf(bus)) & ~own);
  }
  return undefined;
}
