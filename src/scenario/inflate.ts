/**
 * DEFLATE (RFC 1951) for text that came from a stranger: never writes past a limit, and its work is bounded.
 *
 * Why not the library that wrote the link: its reader accepts codes that are not prefix codes, ignores what
 * follows the last block, does not look at the check of a stored block, and builds two tables of 32,768
 * entries for a block of a dozen bytes, so that one MB of such blocks keeps it busy for seconds.
 */

export type Inflated =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: 'damaged' | 'too-large'; readonly message: string };

/** Encoders cut a MiB into some hundred blocks at most; a header costs far more to read than to send. */
const MAX_BLOCKS = 1024;

/** The bytes of a raw DEFLATE stream that fills `data` exactly; at most `limit` bytes of them. */
export function inflate(data: Uint8Array, limit: number): Inflated {
  const stream = new InflateStream(data, limit);
  const fault = stream.run();
  if (fault !== undefined) return fault;
  return { ok: true, bytes: stream.output() };
}

type Fault = Extract<Inflated, { ok: false }>;

const damaged = (message: string): Fault => ({ ok: false, reason: 'damaged', message });
const CUT = damaged('the compressed data ends too early');

/** Base and extra bits of the length symbols 257..285 (RFC 1951, 3.2.5). */
const LENGTH_EXTRA = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
] as const;
const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
] as const;

/** Extra bits of the distance symbol 0..29: two symbols for each count from 2 on. */
const distanceExtra = (symbol: number): number => (symbol < 4 ? 0 : (symbol >> 1) - 1);
const distanceBase = (symbol: number): number =>
  symbol < 4 ? symbol + 1 : ((2 + (symbol & 1)) << distanceExtra(symbol)) + 1;

/** Order in which the lengths of the code-length code are sent (RFC 1951, 3.2.7). */
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const;

const END_OF_BLOCK = 256;

/** A prefix code as a table: the next `width` bits index an entry `symbol << 4 | length`; 0 is no code. */
class PrefixCode {
  width = 0;
  private readonly table = new Uint16Array(1 << 15);

  /** Takes the code lengths; false if they are no prefix code. One lone code of one bit is allowed. */
  build(lengths: Uint8Array): boolean {
    const counts = new Uint16Array(16);
    for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
    counts[0] = 0;
    this.width = 15;
    while (this.width > 1 && counts[this.width] === 0) this.width -= 1;
    const next = new Uint16Array(17);
    let left = 1;
    for (let length = 1; length < 16; length += 1) {
      const count = counts[length] ?? 0;
      left = 2 * left - count;
      if (left < 0) return false;
      next[length + 1] = ((next[length] ?? 0) + count) << 1;
    }
    // Incomplete: only a block without distances, or with one, may be (RFC 1951, 3.2.7).
    if (left > 0 && (this.width > 1 || (counts[1] ?? 0) > 1)) return false;
    this.fill(lengths, next);
    return true;
  }

  private fill(lengths: Uint8Array, next: Uint16Array): void {
    this.table.fill(0, 0, 1 << this.width);
    for (let symbol = 0; symbol < lengths.length; symbol += 1) {
      const length = lengths[symbol] ?? 0;
      if (length === 0) continue;
      const code = next[length] ?? 0;
      next[length] = code + 1;
      // Codes are sent from their highest bit on, everything else from the lowest.
      for (let at = reverse(code, length); at < 1 << this.width; at += 1 << length)
        this.table[at] = (symbol << 4) | length;
    }
  }

  entry(bits: number): number {
    return this.table[bits & ((1 << this.width) - 1)] ?? 0;
  }
}

function reverse(code: number, length: number): number {
  let reversed = 0;
  for (let i = 0; i < length; i += 1) reversed |= ((code >> i) & 1) << (length - 1 - i);
  return reversed;
}

class InflateStream {
  private readonly data: Uint8Array;
  private readonly out: Uint8Array;
  private written = 0;
  /** Next byte to take; beyond the end zeros are taken, and `isCut` tells. */
  private next = 0;
  private held = 0;
  private heldBits = 0;
  private readonly literals = new PrefixCode();
  private readonly distances = new PrefixCode();

  constructor(data: Uint8Array, limit: number) {
    this.data = data;
    this.out = new Uint8Array(limit);
  }

  output(): Uint8Array {
    return this.out.slice(0, this.written);
  }

  /** Reads all blocks; a fault, or undefined if the stream is whole and fills the data. */
  run(): Fault | undefined {
    for (let block = 0; block < MAX_BLOCKS; block += 1) {
      const last = this.take(1) === 1;
      const fault = this.block(this.take(2));
      if (fault !== undefined) return fault;
      if (this.isCut()) return CUT;
      if (last) return this.next - (this.heldBits >> 3) === this.data.length ? undefined : TRAILING;
    }
    return damaged('the compressed data is cut into more blocks than any compressor makes');
  }

  private block(type: number): Fault | undefined {
    if (type === 0) return this.stored();
    if (type === 3) return damaged('a compressed block has a type that does not exist');
    const fault = type === 1 ? this.fixedCodes() : this.sentCodes();
    return fault ?? this.symbols();
  }

  private stored(): Fault | undefined {
    this.next -= this.heldBits >> 3;
    this.held = 0;
    this.heldBits = 0;
    const length = this.take(8) | (this.take(8) << 8);
    const check = this.take(8) | (this.take(8) << 8);
    if (this.isCut() || this.next + length > this.data.length) return CUT;
    if ((length ^ check) !== 0xffff) return damaged('a stored block contradicts itself');
    if (this.written + length > this.out.length) return TOO_LARGE;
    this.out.set(this.data.subarray(this.next, this.next + length), this.written);
    this.next += length;
    this.written += length;
    return undefined;
  }

  private fixedCodes(): undefined {
    const lengths = new Uint8Array(288).fill(8);
    lengths.fill(9, 144, 256).fill(7, 256, 280);
    this.literals.build(lengths);
    this.distances.build(new Uint8Array(32).fill(5));
  }

  private sentCodes(): Fault | undefined {
    const literals = this.take(5) + 257;
    const distances = this.take(5) + 1;
    const sent = this.take(4) + 4;
    const first = new Uint8Array(19);
    for (const symbol of CODE_ORDER.slice(0, sent)) first[symbol] = this.take(3);
    if (literals > 286 || distances > 30 || !this.literals.build(first)) return BAD_CODE;
    const lengths = this.codeLengths(literals + distances);
    if (lengths === undefined || lengths[END_OF_BLOCK] === 0) return BAD_CODE;
    const whole =
      this.literals.build(lengths.subarray(0, literals)) &&
      this.distances.build(lengths.subarray(literals));
    return whole ? undefined : BAD_CODE;
  }

  /** Code lengths, run-length coded by the code that `literals` holds for the moment. */
  private codeLengths(count: number): Uint8Array | undefined {
    const lengths = new Uint8Array(count);
    for (let at = 0; at < count; ) {
      const symbol = this.symbol(this.literals);
      if (symbol < 0 || (symbol === 16 && at === 0)) return undefined;
      if (symbol < 16) {
        lengths[at++] = symbol;
        continue;
      }
      const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
      const run =
        symbol === 16 ? 3 + this.take(2) : symbol === 17 ? 3 + this.take(3) : 11 + this.take(7);
      if (at + run > count) return undefined;
      lengths.fill(value, at, at + run);
      at += run;
    }
    return lengths;
  }

  private symbols(): Fault | undefined {
    for (;;) {
      const symbol = this.symbol(this.literals);
      if (symbol === END_OF_BLOCK) return undefined;
      if (this.isCut()) return CUT;
      if (symbol < 0 || symbol > 285) return BAD_SYMBOL;
      if (symbol > END_OF_BLOCK) {
        const fault = this.copy(symbol - 257);
        if (fault !== undefined) return fault;
      } else if (this.written === this.out.length) return TOO_LARGE;
      else this.out[this.written++] = symbol;
    }
  }

  private copy(lengthSymbol: number): Fault | undefined {
    const length = (LENGTH_BASE[lengthSymbol] ?? 0) + this.take(LENGTH_EXTRA[lengthSymbol] ?? 0);
    const symbol = this.symbol(this.distances);
    if (symbol < 0 || symbol > 29) return BAD_SYMBOL;
    const distance = distanceBase(symbol) + this.take(distanceExtra(symbol));
    if (this.isCut()) return CUT;
    if (distance > this.written)
      return damaged('the compressed data refers to before its beginning');
    if (this.written + length > this.out.length) return TOO_LARGE;
    // Byte by byte: the source may overlap what is being written.
    const { out } = this;
    const end = this.written + length;
    for (let at = this.written; at < end; at += 1) out[at] = out[at - distance] ?? 0;
    this.written = end;
    return undefined;
  }

  /** The next symbol of a code, or -1 if the bits are none. */
  private symbol(code: PrefixCode): number {
    this.hold(code.width);
    const entry = code.entry(this.held);
    if (entry === 0) return -1;
    this.drop(entry & 15);
    return entry >> 4;
  }

  private take(bits: number): number {
    this.hold(bits);
    const value = this.held & ((1 << bits) - 1);
    this.drop(bits);
    return value;
  }

  private hold(bits: number): void {
    while (this.heldBits < bits) {
      this.held |= (this.data[this.next] ?? 0) << this.heldBits;
      this.next += 1;
      this.heldBits += 8;
    }
  }

  private drop(bits: number): void {
    this.held >>>= bits;
    this.heldBits -= bits;
  }

  /** True once bits were used that the data does not have. */
  private isCut(): boolean {
    return this.next - (this.heldBits >> 3) > this.data.length;
  }
}

const BAD_CODE = damaged('a compressed block describes no code');
const BAD_SYMBOL = damaged('a compressed block holds bits that its code does not know');
const TRAILING = damaged('something follows the end of the compressed data');
const TOO_LARGE: Fault = {
  ok: false,
  reason: 'too-large',
  message: 'the data unpacks to more than the limit',
};
