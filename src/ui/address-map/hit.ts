import { holeAt } from './extents.ts';
import type { Picture } from './picture.ts';
import { addressUnder } from './projection.ts';
import { rowHolding } from './runs.ts';
import { firstSlotRow, isWrong, rankedRow, type Segment, segment } from './segments.ts';

/** Something in the figure that can be pointed at: bytes with a story. */
export type Thing =
  | {
      readonly kind: 'memory';
      readonly start: bigint;
      readonly end: bigint;
      readonly offline: boolean;
    }
  | { readonly kind: 'hole'; readonly start: bigint; readonly end: bigint }
  /** Installed above the kernel's bits: it has no section. */
  | { readonly kind: 'beyond'; readonly start: bigint; readonly end: bigint }
  | {
      readonly kind: 'slot';
      readonly start: bigint;
      readonly end: bigint;
      readonly slot: number;
      readonly slots: number;
      readonly segment: Segment;
    };

const bytes = (section: number): bigint => BigInt(section) << 24n;

/** Sections at least this wide are pointed at one by one, narrower ones by the run. */
const SINGLE = 7;

/** What lies at a point of the figure. */
export function thingAt(pic: Picture, along: number, across: number): Thing | null {
  const { band, bus, pages, length } = pic.layout;
  if (along < -4 || along > length + 4) return null;
  if (across >= band.at - 4 && across <= band.at + band.size + 4) return onBand(pic, along);
  if (across >= bus.at && across <= pages.at + pages.size) return onRow(pic, along);
  return null;
}

function onBand(pic: Picture, along: number): Thing {
  const px = Math.max(0, Math.min(pic.layout.length, along));
  const section = Number(addressUnder(pic.projection, px) >> 24n);
  const near = nearbyMemory(pic, px, section);
  if (near === null) {
    const hole = holeAt(pic.extents, section);
    if (!hole) return beyondAt(pic, bytes(section));
    return { kind: 'hole', start: bytes(hole[0]), end: bytes(hole[1]) };
  }
  return memoryThing(pic, near);
}

function beyondAt(pic: Picture, address: bigint): Thing {
  const found = pic.scene.beyond.find(
    (b) => BigInt(b.start) <= address && address < BigInt(b.start) + BigInt(b.size),
  );
  const start = found ? BigInt(found.start) : address;
  return { kind: 'beyond', start, end: start + (found ? BigInt(found.size) : 1n << 24n) };
}

/** A lone section is hit within three pixels, however thin it is to scale. */
function nearbyMemory(pic: Picture, px: number, section: number): number | null {
  const { memory } = pic.scene;
  if (rowHolding(memory, section) >= 0) return section;
  for (const reach of [-3, 3]) {
    const at = Math.max(0, Math.min(pic.layout.length, px + reach));
    const other = Number(addressUnder(pic.projection, at) >> 24n);
    const low = Math.min(section, other);
    const row = rowHolding(memory, other);
    if (row >= 0) return other;
    const next = rowHolding(memory, low + 1);
    if (next >= 0 && (memory[next * 3] ?? 0) <= Math.max(section, other)) return low + 1;
  }
  return null;
}

/** The block of a section, or its whole run where blocks are too narrow to tell apart. */
function memoryThing(pic: Picture, section: number): Thing {
  const { memory, config } = pic.scene;
  const row = rowHolding(memory, section);
  const first = memory[row * 3] ?? section;
  const end = first + (memory[row * 3 + 1] ?? 1);
  const offline = memory[row * 3 + 2] === 1;
  const block = Number(BigInt(config.blockSize) >> 24n);
  if (pic.x(section + 1) - pic.x(section) < SINGLE)
    return { kind: 'memory', start: bytes(first), end: bytes(end), offline };
  const from = Math.max(first, section - (section % block));
  return {
    kind: 'memory',
    start: bytes(from),
    end: bytes(Math.min(end, section - (section % block) + block)),
    offline,
  };
}

function onRow(pic: Picture, along: number): Thing | null {
  const { bus, segments, layout } = pic;
  if (!layout.close && along > bus.room) return null;
  const slot = Math.floor(bus.anchor + (along - bus.at) / bus.scale);
  const rank = firstSlotRow(segments, slot);
  if (slot < 0 || rank >= segments.count) return null;
  const s = segment(segments, rankedRow(segments, rank));
  if (slot < s.slot) return null;
  const one = bus.scale >= SINGLE;
  const first = one ? s.section + slot - s.slot : s.section;
  return {
    kind: 'slot',
    start: bytes(first),
    end: bytes(one ? first + 1 : s.section + s.count),
    slot: one ? slot : s.slot,
    slots: one ? 1 : s.count,
    segment: one ? shifted(s, slot - s.slot) : s,
  };
}

const shifted = (s: Segment, by: number): Segment => ({
  section: s.section + by,
  count: 1,
  slot: s.slot + by,
  before: s.before + by,
  registered: s.registered + by,
});

/** True if the device reaches other pages than the map means. */
export const readsWrong = (thing: Thing): boolean =>
  thing.kind === 'slot' && isWrong(thing.segment);
