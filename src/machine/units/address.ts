/**
 * A byte address in one of the machine's 64-bit spaces, 0 .. 2^64 - 1.
 *
 * The machine has four of them, and a number alone does not tell which is meant:
 * - *kernel virtual*: what a driver holds (`skb->data`); the linear map begins at 0xc000000000000000.
 * - *physical*: what the memory controller sees; on pSeries it equals the *absolute* address that
 *   hypervisor calls want (include/asm-powerpc/abs_addr.h, Linux 2.6.25).
 * - *bus*: what the device puts on the wire; dense from 0x8000000000000000.
 *
 * Always a bigint: 2^60 + 1 does not fit a JS number.
 */
export type Address = bigint & { readonly __unit: 'Address' };

/** One past the last address: 2^64. A bound, not an address. */
export const ADDRESS_END = 1n << 64n;

/** All bits of a u64. */
export const U64 = ADDRESS_END - 1n;

/** The address with these bits; anything above 64 bits is cut off, as in a u64. */
export const toAddress = (value: bigint): Address => (value & U64) as Address;

/** `0x` and lower-case digits without padding: the one spelling of addresses and lengths in every file. */
export const formatHex = (value: bigint): string => `0x${value.toString(16)}`;

const HEX = /^0x[0-9a-f]{1,16}$/i;

/** Reads `0x...` of at most 16 digits; undefined for anything else. */
export const parseHex = (text: string): Address | undefined =>
  HEX.test(text) ? (BigInt(text) as Address) : undefined;

/** Like parseHex, but 2^64 itself is allowed: a size or the end of a range. */
export function parseHexBound(text: string): bigint | undefined {
  if (/^0x10{16}$/i.test(text)) return ADDRESS_END;
  return parseHex(text);
}

/** Sixteen digits in groups of four, as the page shows addresses: `1000 0000 0000 0000`. */
export const groupHex = (value: bigint): string =>
  value
    .toString(16)
    .padStart(16, '0')
    .replace(/(.{4})(?=.)/g, '$1 ');
