import { HUGE_PAGE_SIZE } from '../memory/huge-page.ts';
import { type Granted, type PageRange, walkResources } from '../memory/resource.ts';
import {
  buildThreeLevel,
  clear,
  countTables,
  ensureRoot,
  INDEX_END,
  indexRanges,
  indices,
  NO_TABLES,
  rebuild,
  type ThreeLevel,
  TOP_SHIFT,
  touch,
} from '../structures/three-level.ts';
import { U64 } from '../units/address.ts';
import { ENOMEM } from '../units/errno.ts';
import { RunSet } from '../units/run-set.ts';
import { SECTION_SIZE_BITS } from '../units/section.ts';

/**
 * eHEA's map as the driver handles it: the tables and ehea_mr_len, a u64 that counts what was added and removed
 * rather than what is mapped (drivers/net/ehea/ehea_qmr.c, Linux 2.6.28 to 7.1.5; run on the real code).
 */
export interface EheaMap {
  readonly tables: ThreeLevel;
  /** Bytes, modulo 2^64. */
  readonly mrLength: bigint;
}

export const NO_MAP: EheaMap = { tables: NO_TABLES, mrLength: 0n };

const SECTION_SHIFT = BigInt(SECTION_SIZE_BITS);

export interface Update {
  readonly map: EheaMap;
  /** 0 or -12. */
  readonly ret: number;
  /** Table allocations tried. */
  readonly allocations: number;
}

const lengthen = (length: bigint, sections: number): bigint =>
  (length + (BigInt(sections) << SECTION_SHIFT)) & U64;

/** The two truncations of ehea_update_busmap: a range is cut to its first section and a whole count. */
export function truncate(range: PageRange, pageShift: number): { first: number; sections: number } {
  const shift = SECTION_SHIFT - BigInt(pageShift);
  return { first: Number(range.pfn >> shift), sections: Number(range.pages >> shift) };
}

/** ehea_add_sect_bmap. `failAt`: the nth table allocation from here that fails; Infinity for none. */
export function addRange(
  map: EheaMap,
  range: PageRange,
  pageShift: number,
  failAt: number,
): Update {
  if (range.pages === 0n) return { map, ret: 0, allocations: 0 };
  const { first, sections } = truncate(range, pageShift);
  const touched = touch(map.tables, first, sections, failAt);
  const mrLength = lengthen(map.mrLength, touched.counted);
  return {
    map: { tables: touched.failed ? touched.map : rebuild(touched.map), mrLength },
    ret: touched.failed ? ENOMEM : 0,
    allocations: touched.allocations,
  };
}

/** ehea_rem_sect_bmap. It too allocates a root that is absent. */
export function removeRange(
  map: EheaMap,
  range: PageRange,
  pageShift: number,
  failAt: number,
): Update {
  if (range.pages === 0n) return { map, ret: 0, allocations: 0 };
  const root = ensureRoot(map.tables, failAt);
  if (root.failed) return { map, ret: ENOMEM, allocations: root.allocations };
  const { first, sections } = truncate(range, pageShift);
  const cleared = clear(root.map, first, sections);
  return {
    map: {
      tables: rebuild(cleared.map, indexRanges(first, sections)),
      mrLength: lengthen(map.mrLength, -cleared.counted),
    },
    ret: 0,
    allocations: root.allocations,
  };
}

/**
 * End of the driver's boot walk: its second argument is a page COUNT of 2^MAX_PHYSMEM_BITS, so the window is
 * that many pages, not bytes.
 */
export const bootWindow = (physicalBits: number, pageShift: number): bigint => {
  const bits = physicalBits + pageShift;
  return 1n << BigInt(Math.min(bits, 64));
};

/**
 * ehea_create_busmap: the length starts at 0, the tables are not cleared.
 *
 * @param hugePages physical addresses of 16 GiB pages
 */
export function createMap(
  map: EheaMap,
  granted: Granted,
  window: bigint,
  pageShift: number,
  hugePages: readonly bigint[] = [],
  failAt = Number.POSITIVE_INFINITY,
): Update {
  const empty: EheaMap = { ...map, mrLength: 0n };
  if (failAt === Number.POSITIVE_INFINITY && map.tables === NO_TABLES)
    return createAtOnce(empty, granted, window, pageShift, hugePages);
  let at = empty;
  let allocations = 0;
  for (const found of walkResources(granted, window, pageShift)) {
    for (const range of skipHugePages(found, pageShift, hugePages)) {
      const update = addRange(at, range, pageShift, failAt - allocations);
      at = update.map;
      allocations += update.allocations;
      if (update.ret !== 0) return { map: at, ret: update.ret, allocations };
    }
  }
  return { map: at, ret: 0, allocations };
}

/**
 * The same without a rebuild per range: nothing is there that a pass could free, and no allocation fails, so the
 * tables are those of all ranges together. The driver itself is quadratic in the number of ranges here.
 */
function createAtOnce(
  map: EheaMap,
  granted: Granted,
  window: bigint,
  pageShift: number,
  hugePages: readonly bigint[],
): Update {
  const ranges: (readonly [number, number])[] = [];
  let { mrLength } = map;
  let walked = false;
  for (const found of walkResources(granted, window, pageShift)) {
    for (const range of skipHugePages(found, pageShift, hugePages)) {
      if (range.pages === 0n) continue;
      const { first, sections } = truncate(range, pageShift);
      ranges.push([first, first + sections]);
      mrLength = lengthen(mrLength, sections);
      walked = true;
    }
  }
  const built = buildThreeLevel(RunSet.from(ranges));
  const tables = walked ? { ...built, root: true } : built;
  const { root, top, dir } = countTables(tables);
  return { map: { tables, mrLength }, ret: 0, allocations: root + top + dir };
}

/**
 * ehea_create_busmap_callback: a range of 16 GiB or more is searched in steps of one section for 16 GiB pages.
 * The pages handed over are counted in those steps, so that a part section at the end is mapped there.
 */
function* skipHugePages(
  range: PageRange,
  pageShift: number,
  hugePages: readonly bigint[],
): Generator<PageRange> {
  const shift = BigInt(pageShift);
  if (range.pages << shift < HUGE_PAGE_SIZE) {
    yield range;
    return;
  }
  const step = 1n << (SECTION_SHIFT - shift);
  const hugeStep = HUGE_PAGE_SIZE >> shift;
  const end = range.pfn + range.pages;
  let start = range.pfn;
  for (const page of [...hugePages].sort((a, b) => (a < b ? -1 : 1))) {
    const pfn = page >> shift;
    // Only a page that the walk's steps land on is seen at all.
    if (pfn < start || pfn >= end || (pfn - start) % step !== 0n || pfn % hugeStep !== 0n) continue;
    yield { pfn: start, pages: pfn - start };
    start = pfn + hugeStep;
  }
  if (start >= end) return;
  const steps = (end - start + step - 1n) / step;
  yield { pfn: start, pages: steps * step };
}

/** ehea_destroy_busmap: every table goes, ehea_mr_len stays. */
export const destroyMap = (map: EheaMap): EheaMap => ({
  tables: NO_TABLES,
  mrLength: map.mrLength,
});

/** Sections for which the base below is linear: those under one top. */
export const LINEAR_SECTIONS = 2 ** TOP_SHIFT;

/**
 * ehea_calc_sectbase: section whose pages the driver registers for a map entry. `top << 26` is computed on a
 * 32-bit int: right for tops up to 31 (below 2^55), sign-extended from 32 on, and 0 for top 1024, which is 2^60.
 * Signed overflow, so formally undefined in C; this is what wrap-around arithmetic gives.
 */
export function sectionBase(index: number): number {
  const { top } = indices(index);
  const shifted = top << TOP_SHIFT;
  return (
    ((shifted < 0 ? shifted + 2 * INDEX_END : shifted) + (index % LINEAR_SECTIONS)) %
    (2 * INDEX_END)
  );
}
