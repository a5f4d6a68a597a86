import { RunSet } from '../../machine/units/run-set.ts';
import { SplitMix } from '../../race/splitmix.ts';

/**
 * The four workloads: (a) 4,096 sections in one piece; (b) 16 at 0 and one at 2^60; (c) 65,536 scattered below 2^44;
 * (d) 4,194,304 in 512 islands of 8,192 below 2^52. Queries: nine in ten a section that is there, one in ten one that is
 * not, any offset.
 *
 * All four were once drawn from one generator, 16 Mi queries each; every workload starts where it stood then, so that its
 * first queries are still the same.
 */
export type Letter = 'a' | 'b' | 'c' | 'd';
export const LETTERS: readonly Letter[] = ['a', 'b', 'c', 'd'];

export interface Workload {
  readonly letter: Letter;
  readonly physicalBits: number;
  readonly sections: RunSet;
  /** Two words each, low first. */
  readonly queries: Uint32Array;
}

const SEEDS: Readonly<Record<Letter, readonly [number, number]>> = {
  a: [0, 0x1234567],
  b: [0xfb6a012f, 0xbe8ec95a],
  c: [0x27e7e0a3, 0xfd8ec95a],
  d: [0x1a6d8ba3, 0x0cc8f450],
};
/** As many as the shipped limit of 2.6.25 allows, or as the layout needs. */
const PHYSICAL_BITS: Readonly<Record<Letter, number>> = { a: 44, b: 61, c: 44, d: 52 };
/** Absent sections are drawn from below. */
const SPAN: Readonly<Record<Letter, number>> = { a: 8192, b: 2 ** 36 + 64, c: 2 ** 20, d: 2 ** 28 };

const ISLANDS = 512;
const ISLAND = 8192;

export function workload(letter: Letter, count: number): Workload {
  const random = new SplitMix(SEEDS[letter]);
  const sections = layoutOf(letter, random);
  const queries = draw(random, sections, SPAN[letter], count);
  return { letter, physicalBits: PHYSICAL_BITS[letter], sections, queries };
}

function layoutOf(letter: Letter, random: SplitMix): RunSet {
  if (letter === 'a') return RunSet.of(0, 4096);
  if (letter === 'b')
    return RunSet.from([
      [0, 16],
      [2 ** 36, 2 ** 36 + 1],
    ]);
  return RunSet.from(letter === 'c' ? scattered(random) : islands(random));
}

function scattered(random: SplitMix): [number, number][] {
  const found = new Set<number>();
  while (found.size < 65_536) {
    random.next();
    found.add(random.high >>> 12);
  }
  return [...found].map((s) => [s, s + 1]);
}

/** Apart from each other by more than 8 sections, none beyond 2^52. */
function islands(random: SplitMix): [number, number][] {
  const found: [number, number][] = [];
  const room = ISLAND + 8;
  while (found.length < ISLANDS) {
    random.next();
    const start = (random.high >>> 4) & ~7;
    if (start + ISLAND > 2 ** 28) continue;
    if (found.every(([s]) => start >= s + room || s >= start + room))
      found.push([start, start + ISLAND]);
  }
  return found;
}

function draw(random: SplitMix, sections: RunSet, span: number, count: number): Uint32Array {
  const all = everySection(sections);
  const queries = new Uint32Array(2 * count);
  for (let i = 0; i < queries.length; i += 2) {
    random.next();
    // 2^32 is 6 modulo 10.
    const isThere = ((random.high % 10) * 6 + random.low) % 10 !== 0;
    const section = isThere ? present(random, all) : absent(random, sections, span);
    random.next();
    queries[i] = (section % 256) * 2 ** 24 + (random.low & 0xffffff);
    queries[i + 1] = Math.floor(section / 256);
  }
  return queries;
}

function everySection(sections: RunSet): Float64Array {
  const all = new Float64Array(sections.size);
  let at = 0;
  for (const [start, end] of sections) for (let s = start; s < end; s++) all[at++] = s;
  return all;
}

function present(random: SplitMix, all: Float64Array): number {
  random.next();
  return all[(random.high * 2 ** 21 + (random.low >>> 11)) % all.length] as number;
}

function absent(random: SplitMix, sections: RunSet, span: number): number {
  for (;;) {
    random.next();
    const section = span < 2 ** 29 ? random.below(span) : wideBelow(random, span);
    if (!sections.has(section)) return section;
  }
}

const wideBelow = ({ high, low }: SplitMix, span: number): number =>
  Number(((BigInt(high) << 24n) | BigInt(low >>> 8)) % BigInt(span));
