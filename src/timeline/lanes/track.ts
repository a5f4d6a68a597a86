import { type Difference, type Divergence, KINDS, type Kind } from './divergence.ts';

/** Divergences kept; what is beyond is counted (ours). */
export const MOST_DIVERGENCES = 1000;

/** Divergences by kind. */
export type Found = Readonly<Record<Kind, number>>;

/** A divergence that may still go on. */
type Open = { -readonly [K in keyof Divergence]: Divergence[K] };

/** Follows differences from step to step: where each begins, how long it is the same, and when it heals. */
export class Track {
  readonly #kept: Open[] = [];
  readonly #found: Record<Kind, number> = Object.fromEntries(
    KINDS.map((kind) => [kind, 0]),
  ) as Record<Kind, number>;
  /** By kind and path; those of the step before. */
  #open = new Map<string, Open>();

  /** @param differences all of that step; steps come in order */
  add(step: number, differences: readonly Difference[]): void {
    const before = this.#open;
    this.#open = new Map();
    for (const difference of differences) {
      const path = `${difference.kind} ${difference.where}`;
      const was = before.get(path);
      before.delete(path);
      if (was && isSame(was, difference)) {
        was.last = step;
        this.#open.set(path, was);
      } else this.#open.set(path, this.#begin(step, difference));
    }
    for (const healed of before.values()) if (healed.lasting) healed.alikeFrom = step;
  }

  /** In the order in which they began. */
  get divergences(): readonly Divergence[] {
    return this.#kept;
  }

  /** All, those not kept included. */
  get found(): Found {
    return this.#found;
  }

  #begin(step: number, difference: Difference): Open {
    const divergence = { ...difference, step, last: step, alikeFrom: null };
    this.#found[difference.kind] += 1;
    if (this.#kept.length < MOST_DIVERGENCES) this.#kept.push(divergence);
    return divergence;
  }
}

const isSame = (a: Difference, b: Difference): boolean =>
  a.left === b.left && a.right === b.right && a.words === b.words;
