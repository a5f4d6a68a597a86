import { type Address, toAddress } from './address.ts';

/** PAGE_OFFSET: kernel virtual address of physical 0 (include/asm-powerpc/page.h, Linux 2.6.25). */
export const PAGE_OFFSET = 0xc000000000000000n;

/** `subtract`: __pa of 2008. `mask`: __pa of 7.1.5, which clears the top four bits. */
export type PhysicalMode = 'subtract' | 'mask';

const LOW_60 = (1n << 60n) - 1n;

/** __va, by addition: physical 2^60 has the linear-map address 0xd000000000000000. */
export const toVirtual = (physical: bigint): Address => toAddress(physical + PAGE_OFFSET);

/** __pa. */
export const toPhysical = (virtual: bigint, mode: PhysicalMode): Address =>
  toAddress(mode === 'mask' ? virtual & LOW_60 : virtual - PAGE_OFFSET);
