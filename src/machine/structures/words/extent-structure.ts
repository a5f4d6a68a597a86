import type { RunSet } from '../../units/run-set.ts';
import { Structure } from './structure.ts';

/** No extent. */
export const NONE = -1;

/**
 * What the structures have in common that hold extents: sections in one piece with the slot of the first. Adding
 * and removing joins and splits extents, and changes the first slot of every extent above.
 *
 * An extent is named by a number that stays valid until one is put in or taken out.
 */
export abstract class ExtentStructure extends Structure {
  protected extents = 0;

  override lookup(section: number): number {
    const extent = this.before(section);
    if (extent === NONE) return -1;
    const within = section - this.start(extent);
    return within < this.length(extent) ? this.first(extent) + within : -1;
  }

  /** The last extent that starts at or below the section. */
  protected abstract before(section: number): number;
  /** The first extent that starts above the section. */
  protected abstract after(section: number): number;
  protected abstract start(extent: number): number;
  protected abstract length(extent: number): number;
  /** The slot of its first section. */
  protected abstract first(extent: number): number;
  protected abstract change(extent: number, start: number, length: number, first: number): void;
  protected abstract put(start: number, length: number, first: number): void;
  protected abstract take(extent: number): void;
  /** Adds to the first slot of every extent that starts above the section. */
  protected abstract shiftAbove(section: number, by: number): void;

  protected override fill(sections: RunSet): number {
    let slot = 0;
    for (const [start, end] of sections) {
      this.put(start, end - start, slot);
      slot += end - start;
    }
    return slot;
  }

  protected override insert(section: number): boolean {
    if (this.lookup(section) >= 0) return false;
    this.shiftAbove(section, 1);
    const below = this.before(section);
    const above = this.after(section);
    const joinsBelow = below !== NONE && this.start(below) + this.length(below) === section;
    const joinsAbove = above !== NONE && this.start(above) === section + 1;
    const slot = below === NONE ? 0 : this.first(below) + this.length(below);
    if (joinsBelow) this.#append(below, above, joinsAbove);
    else if (joinsAbove) this.change(above, section, this.length(above) + 1, slot);
    else this.put(section, 1, slot);
    return true;
  }

  protected override delete(section: number): boolean {
    if (this.lookup(section) < 0) return false;
    this.shiftAbove(section, -1);
    const extent = this.before(section);
    const start = this.start(extent);
    const length = this.length(extent);
    const first = this.first(extent);
    const below = section - start;
    const above = length - below - 1;
    if (length === 1) this.take(extent);
    else if (below === 0) this.change(extent, start + 1, above, first);
    else this.change(extent, start, below, first);
    if (below > 0 && above > 0) this.put(section + 1, above, first + below);
    return true;
  }

  #append(below: number, above: number, joinsAbove: boolean): void {
    const more = joinsAbove ? this.length(above) : 0;
    const length = this.length(below) + 1 + more;
    this.change(below, this.start(below), length, this.first(below));
    if (joinsAbove) this.take(above);
  }
}
