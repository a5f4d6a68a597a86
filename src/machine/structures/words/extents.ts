import type { RunSet } from '../../units/run-set.ts';
import { access, grouped, sectionsFrom, table } from './explain.ts';
import { ExtentStructure, NONE } from './extent-structure.ts';
import { extentsFormula } from './formulas.ts';
import type { Access, Formula, Level } from './structure.ts';

/** Starts that a drawing can write out. */
const MOST_KEYS = 16;

/**
 * A sorted array of extents and a binary search: all starts (u64) first, so that the search touches nothing else,
 * then length and first slot (u32 each) of every extent. 16 bytes an extent, no gaps. Ours.
 */
export class Extents extends ExtentStructure {
  readonly id = 'extents';

  override trace(section: number): readonly Access[] {
    const steps: Access[] = [];
    let at = 0;
    for (let left = this.extents; left > 1; ) {
      const half = left >>> 1;
      const goesUp = this.start(at + half) <= section;
      steps.push(
        this.#probe(at + half, goesUp ? 'not above: the upper half' : 'above: the lower half'),
      );
      if (goesUp) at += half;
      left -= half;
    }
    if (this.extents === 0) return steps;
    const within = section - this.start(at);
    const found = within >= 0 && within < this.length(at);
    steps.push(
      this.#probe(at, within < 0 ? 'above: not mapped' : 'the extent, if it is long enough'),
    );
    const value = sectionsFrom(this.length(at), this.first(at));
    const means = found ? `the slot is the first + ${grouped(within)}` : 'not mapped';
    steps.push(access('lengths and slots', at, 8 * (this.extents + at), 8, value, means));
    return steps;
  }

  override formula(): Formula {
    return extentsFormula(this.extents);
  }

  override picture(): readonly Level[] {
    const { words } = this.pool;
    const all = this.extents ? [0, this.extents] : [];
    const starts = { ...table(words, 0, this.extents, 2), used: all };
    const pairs = { ...table(words, 2 * this.extents, this.extents, 2), used: all };
    const length = Math.min(this.extents, MOST_KEYS);
    const keys = Array.from({ length }, (_, i) => this.start(i));
    return [
      {
        name: 'starts',
        entryBytes: 8,
        tables: [this.extents > MOST_KEYS ? starts : { ...starts, keys }],
      },
      { name: 'lengths and slots', entryBytes: 8, tables: [pairs] },
    ];
  }

  override parameters(): readonly number[] {
    return [this.extents];
  }

  protected override fill(sections: RunSet): number {
    const { bounds, runs } = sections;
    this.pool.resize(0, 0, 4 * runs);
    this.extents = runs;
    let slot = 0;
    for (let i = 0; i < runs; i++) {
      const start = bounds[2 * i] as number;
      const length = (bounds[2 * i + 1] as number) - start;
      this.change(i, start, length, slot);
      slot += length;
    }
    return slot;
  }

  protected override before(section: number): number {
    if (this.extents === 0) return NONE;
    let at = 0;
    for (let left = this.extents; left > 1; ) {
      const half = left >>> 1;
      if (this.start(at + half) <= section) at += half;
      left -= half;
    }
    return this.start(at) <= section ? at : NONE;
  }

  protected override after(section: number): number {
    const next = this.before(section) + 1;
    return next < this.extents ? next : NONE;
  }

  protected override start(extent: number): number {
    const { words } = this.pool;
    return (words[2 * extent + 1] as number) * 2 ** 32 + (words[2 * extent] as number);
  }

  protected override length(extent: number): number {
    return this.pool.words[2 * (this.extents + extent)] as number;
  }

  protected override first(extent: number): number {
    return this.pool.words[2 * (this.extents + extent) + 1] as number;
  }

  protected override change(extent: number, start: number, length: number, first: number): void {
    const { words } = this.pool;
    words[2 * extent] = start % 2 ** 32;
    words[2 * extent + 1] = Math.floor(start / 2 ** 32);
    words[2 * (this.extents + extent)] = length;
    words[2 * (this.extents + extent) + 1] = first;
  }

  protected override put(start: number, length: number, first: number): void {
    const at = this.before(start) + 1;
    const n = this.extents;
    this.pool.resize(0, 4 * n, 4 * n + 4);
    const { words } = this.pool;
    words.copyWithin(2 * n + 2 * at + 4, 2 * n + 2 * at, 4 * n);
    words.copyWithin(2 * n + 2, 2 * n, 2 * n + 2 * at);
    words.copyWithin(2 * at + 2, 2 * at, 2 * n);
    this.extents = n + 1;
    this.change(at, start, length, first);
  }

  protected override take(extent: number): void {
    const n = this.extents;
    const { words } = this.pool;
    words.copyWithin(2 * extent, 2 * extent + 2, 2 * n);
    words.copyWithin(2 * n - 2, 2 * n, 2 * n + 2 * extent);
    words.copyWithin(2 * n - 2 + 2 * extent, 2 * n + 2 * extent + 2, 4 * n);
    this.pool.resize(0, 4 * n, 4 * n - 4);
    this.extents = n - 1;
  }

  protected override shiftAbove(section: number, by: number): void {
    const { words } = this.pool;
    const above = this.before(section) + 1;
    for (let i = 2 * (this.extents + above) + 1; i < 4 * this.extents; i += 2)
      words[i] = (words[i] as number) + by;
  }

  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    const { words } = this.pool;
    const { extents } = this;
    const count = queries.length >> 1;
    for (let i = 0; i < count; i++) {
      const section = (queries[2 * i + 1] as number) * 256 + ((queries[2 * i] as number) >>> 24);
      let at = 0;
      for (let left = extents; left > 1; ) {
        const half = left >>> 1;
        const probe = 2 * (at + half);
        const start = (words[probe + 1] as number) * 2 ** 32 + (words[probe] as number);
        at += start <= section ? half : 0;
        left -= half;
      }
      const within =
        section - ((words[2 * at + 1] as number) * 2 ** 32 + (words[2 * at] as number));
      const pair = 2 * (extents + at);
      const found = within >= 0 && within < (words[pair] as number);
      out[i] = found ? (words[pair + 1] as number) + within + 1 : 0;
    }
  }

  #probe(extent: number, means: string): Access {
    return access('starts', extent, 8 * extent, 8, `section ${grouped(this.start(extent))}`, means);
  }
}
