import { RunSet } from '../units/run-set.ts';
import { offsetOf, SECTION_END, sectionOf, sectionStart } from '../units/section.ts';
import { EHEA_PAGE_SHIFT, type FiredCall, PAGES_PER_SECTION } from './register-pages.ts';

/** A memory region that stands: what the device's own MMU will answer until the next registration. */
export interface Region {
  readonly handle: number;
  /** Its first bus address. */
  readonly start: bigint;
  /** u64, as allocated. */
  readonly length: bigint;
  /** Page-registration hcalls it took. */
  readonly hcalls: number;
  readonly pages: number;
  /** As registered. */
  readonly list: PageList;
}

/** An armed hcall that has come; a watch saw the region as it was then. */
export interface FiredHcall extends FiredCall {
  readonly region?: Region;
}

/** Sections whose pages the driver hands to the firmware for these map entries, in bus order. */
export type SectionBase = (index: number) => number;

const itself: SectionBase = (index) => index;

/**
 * The page list that was handed over: map entries walked in ascending order, each with the section the driver
 * computed for it. Written out when somebody looks: most regions are registered anew before anyone does.
 */
export class PageList {
  static readonly NONE: PageList = new PageList(RunSet.EMPTY, itself, SECTION_END);

  readonly entries: RunSet;
  readonly base: SectionBase;
  readonly linear: number;
  #runs: Float64Array | undefined;
  /** Where slots are left out. */
  #sparse: (() => Float64Array) | undefined;

  /** A list in which slots are left out: [slot, count, section] for each stretch, ascending by slot. */
  static of(runs: () => Float64Array): PageList {
    const list = new PageList(RunSet.EMPTY, itself, SECTION_END);
    list.#sparse = runs;
    return list;
  }

  /** @param base linear within each aligned stretch of `linear` entries */
  constructor(entries: RunSet, base: SectionBase, linear: number) {
    this.entries = entries;
    this.base = base;
    this.linear = linear;
  }

  /** Three numbers for each stretch: bus slot, count, and the section whose pages were really registered there. */
  get runs(): Float64Array {
    this.#runs ??= this.#sparse?.() ?? writeOut(this);
    return this.#runs;
  }

  /** The section whose pages stand at a bus slot; undefined if none do. */
  at(slot: number): number | undefined {
    if (this.#sparse) return sectionIn(this.runs, slot);
    // Slots are dense: the slot of an entry is its rank.
    const entry = this.entries.select(slot);
    return entry === undefined ? undefined : this.base(entry) % SECTION_END;
  }
}

function writeOut({ entries, base, linear }: PageList): Float64Array {
  const { bounds } = entries;
  const crossed = Math.floor((entries.max ?? 0) / linear) - Math.floor((entries.min ?? 0) / linear);
  const out = new Float64Array(3 * (entries.runs + crossed));
  let length = 0;
  let slot = 0;
  // One past the section of the last stretch: slots are dense, so a stretch goes on where the section does.
  let next = -1;
  for (let i = 0; i < bounds.length; i += 2) {
    const end = bounds[i + 1] as number;
    for (let at = bounds[i] as number; at < end; ) {
      const count = Math.min(end, (Math.floor(at / linear) + 1) * linear) - at;
      const section = base(at);
      if (section === next) out[length - 2] = (out[length - 2] as number) + count;
      else {
        out[length] = slot;
        out[length + 1] = count;
        out[length + 2] = section;
        length += 3;
      }
      next = section + count;
      slot += count;
      at += count;
    }
  }
  return out.slice(0, length);
}

/** Section whose page the region really holds at a bus slot; undefined outside the page list. */
export function sectionAt({ pages, list }: Region, slot: number): number | undefined {
  return slot * PAGES_PER_SECTION >= pages ? undefined : list.at(slot);
}

function sectionIn(runs: Float64Array, slot: number): number | undefined {
  let low = 0;
  let high = runs.length / 3;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[3 * middle] as number) + (runs[3 * middle + 1] as number) > slot) high = middle;
    else low = middle + 1;
  }
  const first = runs[3 * low];
  return first !== undefined && first <= slot
    ? (runs[3 * low + 2] as number) + slot - first
    : undefined;
}

/** Physical address the device reaches through a region's page list; null without a region or outside it. */
export function reachIn(region: Region | null, bus: bigint): bigint | null {
  if (!region || bus < region.start || bus >= region.start + region.length) return null;
  const from = bus - region.start;
  if (from >> BigInt(EHEA_PAGE_SHIFT) >= BigInt(region.pages)) return null;
  const section = sectionAt(region, sectionOf(from));
  return section === undefined ? null : sectionStart(section) + BigInt(offsetOf(bus));
}
