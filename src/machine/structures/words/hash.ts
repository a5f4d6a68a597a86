import type { RunSet } from '../../units/run-set.ts';
import { access, hex64, table } from './explain.ts';
import { FEWEST_PLACES, hashFormula, placesFor } from './formulas.ts';
import { type Access, type Formula, type Level, type Options, Structure } from './structure.ts';

/** 24 bits hold the slot + 1: 2^24 - 1 sections, 256 TiB of memory. */
const MOST = 2 ** 24 - 1;

/**
 * Open addressing with linear probing, at most half full: 8 bytes a place, the section in the upper 40 bits, the
 * slot + 1 in the lower 24; 0 is free. Removal shifts back what was pushed on. Fibonacci hashing of the low 32 bits of
 * the section with the high 8 mixed in. Ours.
 */
export class Hash extends Structure {
  readonly id = 'hash';
  #places = FEWEST_PLACES;

  constructor(options: Options) {
    super(options);
    this.pool.alloc(2 * FEWEST_PLACES);
  }

  override lookup(section: number): number {
    const { words } = this.pool;
    const place = this.#find(section);
    return ((words[2 * place] as number) & MOST) - 1;
  }

  override trace(section: number): readonly Access[] {
    const { words } = this.pool;
    const steps: Access[] = [];
    for (let place = this.#home(section); ; place = (place + 1) & (this.#places - 1)) {
      const low = words[2 * place] as number;
      const high = words[2 * place + 1] as number;
      const free = low === 0 && high === 0;
      const here = sectionIn(low, high) === section;
      const means = free
        ? 'free: not mapped'
        : here
          ? 'this section, and its slot + 1'
          : 'another section: on to the next';
      steps.push(access('places', place, place * 8, 8, hex64(low, high), means));
      if (free || here) return steps;
    }
  }

  override formula(): Formula {
    return hashFormula(this.#places, this.size);
  }

  override picture(): readonly Level[] {
    return [
      { name: 'places', entryBytes: 8, tables: [table(this.pool.words, 0, this.#places, 2)] },
    ];
  }

  override parameters(): readonly number[] {
    return [Math.clz32(this.#places) + 1, this.#places - 1];
  }

  protected override fill(sections: RunSet): number {
    this.#resize(placesFor(sections.size));
    let slot = 0;
    for (const [start, end] of sections)
      for (let section = start; section < end; section++) this.#put(section, ++slot);
    return slot;
  }

  protected override insert(section: number): boolean {
    if (this.size >= MOST || this.lookup(section) >= 0) return false;
    this.#rehash(this.size + 1);
    const below = this.#shift(section, 1);
    this.#put(section, below + 1);
    return true;
  }

  protected override delete(section: number): boolean {
    if (this.lookup(section) < 0) return false;
    this.#close(this.#find(section));
    this.#shift(section, -1);
    this.#rehash(this.size - 1);
    return true;
  }

  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    const { words } = this.pool;
    const shift = Math.clz32(this.#places) + 1;
    const mask = this.#places - 1;
    const count = queries.length >> 1;
    for (let i = 0; i < count; i++) {
      const low = queries[2 * i] as number;
      const high = queries[2 * i + 1] as number;
      const wanted = (high << 8) | (low >>> 24);
      let place = Math.imul(wanted + Math.imul(high >>> 24, MIX), GOLDEN) >>> shift;
      for (;;) {
        const entry = words[2 * place] as number;
        const upper = words[2 * place + 1] as number;
        // The entry is the address of the section with the slot + 1 for an offset.
        if (upper === high && entry >>> 24 === low >>> 24) {
          out[i] = entry & MOST;
          break;
        }
        if ((entry & MOST) === 0) {
          out[i] = 0;
          break;
        }
        place = (place + 1) & mask;
      }
    }
  }

  #home(section: number): number {
    const high = Math.floor(section / 2 ** 32);
    return (
      Math.imul(((section % 2 ** 32) | 0) + Math.imul(high, MIX), GOLDEN) >>>
      (Math.clz32(this.#places) + 1)
    );
  }

  /** Where the section stands, or the free place where it would. */
  #find(section: number): number {
    const { words } = this.pool;
    const high = Math.floor(section / 256);
    const low = section % 256;
    let place = this.#home(section);
    for (;;) {
      const entry = words[2 * place] as number;
      if ((entry & MOST) === 0) return place;
      if (words[2 * place + 1] === high && entry >>> 24 === low) return place;
      place = (place + 1) & (this.#places - 1);
    }
  }

  #put(section: number, slot: number): void {
    const place = this.#find(section);
    this.pool.words[2 * place] = (((section % 256) << 24) | slot) >>> 0;
    this.pool.words[2 * place + 1] = Math.floor(section / 256);
  }

  /** Frees a place, and moves up whatever only stood further on because it was taken. */
  #close(from: number): void {
    const { words } = this.pool;
    const mask = this.#places - 1;
    let hole = from;
    for (
      let next = (hole + 1) & mask;
      ((words[2 * next] as number) & MOST) !== 0;
      next = (next + 1) & mask
    ) {
      const home = this.#home(sectionIn(words[2 * next] as number, words[2 * next + 1] as number));
      if (((next - home) & mask) < ((next - hole) & mask)) continue;
      words.copyWithin(2 * hole, 2 * next, 2 * next + 2);
      hole = next;
    }
    words.fill(0, 2 * hole, 2 * hole + 2);
  }

  /** Adds to the slots of all sections above; answers how many are below. The table has no order to go by. */
  #shift(section: number, by: number): number {
    const { words } = this.pool;
    const sectionHigh = Math.floor(section / 256);
    const sectionLow = section % 256;
    let below = 0;
    for (let i = 0; i < 2 * this.#places; i += 2) {
      const entry = words[i] as number;
      if ((entry & MOST) === 0) continue;
      const high = words[i + 1] as number;
      if (high > sectionHigh || (high === sectionHigh && entry >>> 24 > sectionLow))
        words[i] = entry + by;
      else below += 1;
    }
    return below;
  }

  #rehash(sections: number): void {
    const places = placesFor(sections);
    if (places === this.#places) return;
    const held = this.pool.words.slice(0, 2 * this.#places);
    this.pool.words.fill(0, 0, 2 * this.#places);
    this.#resize(places);
    for (let i = 0; i < held.length; i += 2) {
      const slot = (held[i] as number) & MOST;
      if (slot !== 0) this.#put(sectionIn(held[i] as number, held[i + 1] as number), slot);
    }
  }

  #resize(places: number): void {
    this.pool.resize(0, 2 * this.#places, 2 * places);
    this.#places = places;
  }
}

const GOLDEN = 0x9e3779b1;
const MIX = 0x85ebca6b;

const sectionIn = (low: number, high: number): number => high * 256 + (low >>> 24);
