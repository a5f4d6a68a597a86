/**
 * log2 of the bytes of a section, the unit of sparse memory: 16 MiB on ppc64
 * (SECTION_SIZE_BITS, include/asm-powerpc/sparsemem.h, Linux 2.6.12 on).
 * eHEA's own EHEA_SECTSIZE is the same 2^24 (drivers/net/ehea/ehea.h, Linux 2.6.24).
 */
export const SECTION_SIZE_BITS = 24;

/** Bytes of a section. */
export const SECTION_SIZE = 1 << SECTION_SIZE_BITS;

/** Sections in 2^64 bytes. A section number is below this, so it fits a JS number exactly. */
export const SECTION_END = 2 ** (64 - SECTION_SIZE_BITS);

const BITS = BigInt(SECTION_SIZE_BITS);
const OFFSET_MASK = (1n << BITS) - 1n;

/** Number of the section that holds this byte: 0 .. 2^40 - 1. */
export const sectionOf = (address: bigint): number => Number(address >> BITS);

/** Byte within its section: 0 .. 2^24 - 1. */
export const offsetOf = (address: bigint): number => Number(address & OFFSET_MASK);

/** First byte of a section (or 2^64 for SECTION_END, as a plain bound). */
export const sectionStart = (section: number): bigint => BigInt(section) << BITS;

/** Bytes of so many sections. */
export const sectionBytes = (sections: number): bigint => BigInt(sections) << BITS;

/** Whole sections that a byte range touches: [first, end). */
export const sectionsTouched = (start: bigint, end: bigint): readonly [number, number] => [
  sectionOf(start),
  end <= start ? sectionOf(start) : Number((end + OFFSET_MASK) >> BITS),
];
