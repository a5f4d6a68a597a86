import type { Measures } from './structure.ts';

/** sizeof(struct mem_section) on 64 bits without page extension (include/linux/mmzone.h, Linux 2.6.25 to 7.1.5). */
export const RECORD_BYTES = 16;
export const RECORD_WORDS = RECORD_BYTES / 4;
/** SECTION_MARKED_PRESENT and SECTION_HAS_MEM_MAP, bits 0 and 1 of section_mem_map (the same, 2.6.25 to 7.1.5). */
export const PRESENT = 0b11;

/** log2 of SECTIONS_PER_ROOT: a page of records. */
export const rootShift = (pageSize: number): number => Math.log2(pageSize / RECORD_BYTES);

/** NR_SECTION_ROOTS. */
export const rootsOf = (measures: Pick<Measures, 'physicalBits' | 'pageSize'>): number =>
  Math.ceil(recordsOf(measures) / 2 ** rootShift(measures.pageSize));

/** NR_MEM_SECTIONS with sections of 16 MiB (SECTION_SIZE_BITS 24, ppc64): 2^(MAX_PHYSMEM_BITS - 24). */
export const recordsOf = ({ physicalBits }: Pick<Measures, 'physicalBits'>): number =>
  2 ** (physicalBits - 24);
