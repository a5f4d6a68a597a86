/** splitmix64 in two words of 32 bits: BigInt would take minutes for a workload. */
export class SplitMix {
  /** The two words of the last number. */
  high = 0;
  low = 0;
  #stateHigh: number;
  #stateLow: number;

  /** @param seed the state before the first number, as two words */
  constructor(seed: readonly [number, number]) {
    this.#stateHigh = seed[0];
    this.#stateLow = seed[1];
  }

  next(): void {
    this.#stateLow += 0x7f4a7c15;
    this.#stateHigh = (this.#stateHigh + 0x9e3779b9 + Number(this.#stateLow >= 2 ** 32)) >>> 0;
    this.#stateLow >>>= 0;
    this.high = this.#stateHigh;
    this.low = this.#stateLow;
    this.#mix(30, 0xbf58476d, 0x1ce4e5b9);
    this.#mix(27, 0x94d049bb, 0x133111eb);
    this.#fold(31);
  }

  /** Exact for sizes below 2^29, and for powers of two. */
  below(size: number): number {
    return ((this.high % size) * 2 ** 24 + (this.low >>> 8)) % size;
  }

  /** x ^= x >> shift */
  #fold(shift: number): void {
    this.low = (this.low ^ ((this.low >>> shift) | (this.high << (32 - shift)))) >>> 0;
    this.high = (this.high ^ (this.high >>> shift)) >>> 0;
  }

  /** Folds, then multiplies modulo 2^64. */
  #mix(shift: number, high: number, low: number): void {
    this.#fold(shift);
    const upper =
      Math.imul(this.high, low) + Math.imul(this.low, high) + highProduct(this.low, low);
    this.low = Math.imul(this.low, low) >>> 0;
    this.high = upper >>> 0;
  }
}

/** The high word of a product of two words. */
function highProduct(a: number, b: number): number {
  const al = a & 0xffff;
  const ah = a >>> 16;
  const bl = b & 0xffff;
  const bh = b >>> 16;
  const middle = ah * bl + ((al * bl) >>> 16);
  const other = al * bh + (middle & 0xffff);
  return ah * bh + (middle >>> 16) + (other >>> 16);
}
