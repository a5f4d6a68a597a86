import type { RunSet } from '../machine/units/run-set.ts';
import type { Mix } from './mix.ts';
import { Holes, Mapped, type Row } from './row.ts';
import { SplitMix } from './splitmix.ts';
import { Zipf } from './zipf.ts';

/** Addresses that are asked of every structure. */
export interface Queries {
  /** Two words each, low first, as a batch takes them. */
  readonly addresses: Uint32Array<ArrayBuffer>;
  /** How many of them are mapped: the share of the mix, rounded, wherever `lacking` is null. */
  readonly hits: number;
  /** What could not be drawn although the mix asks for it: nothing is mapped, or everything is. */
  readonly lacking: 'mapped' | 'absent' | null;
}

/** Pages that `sequential` goes by (ours): 4 KiB, 4096 of them in a section. */
const PAGE = 4096;
const PAGES = 4096;
const OFFSETS = 0xffffff;

/**
 * Draws the addresses of a mix. Which of them are mapped is random, how many is exact. Absent addresses lie in the holes
 * below `spanOf(sections)`; `skewed` draws them as `random` does, `sequential` walks through the holes as it walks
 * through the memory, page after page and from the start again. Costs by addresses and runs, never by sections.
 *
 * @param count of addresses
 */
export function drawQueries(sections: RunSet, mix: Mix, count: number): Queries {
  const random = new SplitMix([0, mix.seed]);
  const holes = new Holes(sections);
  const wished = Math.round((count * mix.hits) / 100);
  const lacking = lackingFor(sections, holes, wished, count);
  const hits = lacking === null ? wished : lacking === 'mapped' ? 0 : count;
  const mapped = walkOf(mix.order, new Mapped(sections), random);
  const absent = walkOf(mix.order === 'skewed' ? 'random' : mix.order, holes, random);
  const addresses = new Uint32Array(2 * count);
  for (let i = 0, left = hits; i < count; i++) {
    // Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S: so many out of so many, in order.
    const isHit = drawBelow(random, count - i) < left;
    if (isHit) left -= 1;
    const place = isHit ? mapped() : absent();
    addresses[2 * i] = (place.section % 256) * 2 ** 24 + place.offset;
    addresses[2 * i + 1] = Math.floor(place.section / 256);
  }
  return { addresses, hits, lacking };
}

/** The sections of those addresses. */
export function sectionsOf(addresses: Uint32Array): Float64Array<ArrayBuffer> {
  const out = new Float64Array(addresses.length / 2);
  for (let i = 0; i < out.length; i++)
    out[i] = (addresses[2 * i + 1] as number) * 256 + ((addresses[2 * i] as number) >>> 24);
  return out;
}

function lackingFor(
  sections: RunSet,
  holes: Holes,
  wished: number,
  count: number,
): Queries['lacking'] {
  if (sections.isEmpty && wished > 0) return 'mapped';
  return holes.size === 0 && wished < count ? 'absent' : null;
}

interface Place {
  readonly section: number;
  readonly offset: number;
}

function walkOf(order: Mix['order'], row: Row, random: SplitMix): () => Place {
  if (order === 'sequential') return pageByPage(row, random);
  const draw = order === 'skewed' ? skewed(row.size, random) : () => drawBelow(random, row.size);
  return () => {
    const section = row.select(draw()) as number;
    random.next();
    return { section, offset: random.low & OFFSETS };
  };
}

/** From a random member on. */
function pageByPage(row: Row, random: SplitMix): () => Place {
  let place = row.size === 0 ? 0 : drawBelow(random, row.size);
  let section = row.select(place) as number;
  let page = -1;
  return () => {
    page += 1;
    if (page === PAGES) {
      page = 0;
      place = (place + 1) % row.size;
      section = row.select(place) as number;
    }
    random.next();
    return { section, offset: page * PAGE + (random.low % PAGE) };
  };
}

/**
 * Places so that the k-th most wanted is wanted 1/k as often as the first. Which that is has nothing to do with where it
 * lies: the k-th is k strides of the golden section on.
 */
function skewed(size: number, random: SplitMix): () => number {
  if (size === 0) return () => 0;
  const zipf = new Zipf(size);
  const stride = strideFor(size);
  return () => ((zipf.draw(random) - 1) * stride) % size;
}

/** Coprime to the size, so that every place comes once; small enough for exact products. */
function strideFor(size: number): number {
  const most = Math.floor(Number.MAX_SAFE_INTEGER / size);
  let stride = Math.max(1, Math.min(most, Math.floor(size * 0.618_033_988_749_895)));
  while (greatestCommonDivisor(stride, size) !== 1) stride -= 1;
  return stride;
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

/** 0 .. size - 1, from 53 bits: as a share of the whole, for a remainder of such numbers takes long. */
function drawBelow(random: SplitMix, size: number): number {
  random.next();
  const share = (random.high * 2 ** 21 + (random.low >>> 11)) / 2 ** 53;
  // Just below 1 the product may be rounded up.
  return Math.min(size - 1, Math.floor(share * size));
}
