import type { SplitMix } from './splitmix.ts';

/**
 * Draws 1 .. size, k with a chance in proportion to 1 / k (Zipf, exponent 1), exactly and without a table: a draw under
 * the curve 1 / x, taken or drawn again (W. Hörmann, G. Derflinger: Rejection-inversion to generate variates from
 * monotone discrete distributions, ACM TOMACS 6(3), 1996).
 */
export class Zipf {
  readonly #size: number;
  /** The area under 1 / x up to the middle after the last; and where that of the first begins, were it a bar. */
  readonly #top: number;
  readonly #bottom = Math.log(1.5) - 1;
  /** So near to its number every draw is good. */
  readonly #sure = 2 - Math.exp(Math.log(2.5) - 1 / 2);

  /** @param size at least 1 */
  constructor(size: number) {
    this.#size = size;
    this.#top = Math.log(size + 0.5);
  }

  draw(random: SplitMix): number {
    for (;;) {
      random.next();
      // In (0, 1], from 53 bits.
      const share = (random.high * 2 ** 21 + (random.low >>> 11) + 1) / 2 ** 53;
      const area = this.#top + share * (this.#bottom - this.#top);
      const x = Math.exp(area);
      const k = Math.min(this.#size, Math.max(1, Math.floor(x + 0.5)));
      if (k - x <= this.#sure || area >= Math.log(k + 0.5) - 1 / k) return k;
    }
  }
}
