import type { RunSet } from '../units/run-set.ts';

/**
 * What the kernel itself spends to find the `struct page` of a frame, by memory model (include/linux/mmzone.h and
 * mm/sparse.c, Linux 2.6.25 and 7.1.5). Everything is exact, and costs as many steps as there are runs.
 */
export interface ModelFacts {
  readonly model: 'FLATMEM' | 'STATIC' | 'EXTREME' | 'VMEMMAP';
  /** SECTION_SIZE_BITS and MAX_PHYSMEM_BITS. */
  readonly sectionBits: number;
  readonly physicalBits: number;
  readonly pageSize: number;
  readonly memSectionBytes: number;
  readonly structPageBytes: number;
  readonly usemap: 'pageblock bits' | 'mem_section_usage';
  /** log2 of a pageblock, the huge page of this architecture. */
  readonly pageblockBits: number;
  /** Bytes of the blocks that back a virtual memmap. */
  readonly vmemmapBlock: number;
}

export interface ModelCost {
  /** Sections that are there, and NR_MEM_SECTIONS: all that there could be. */
  readonly present: bigint;
  readonly possible: bigint;
  /** The array that is always there: all of mem_section, or the roots; 0 without sections. */
  readonly array: bigint;
  /** mem_section entries in one root; 0 where there are no roots. */
  readonly perRoot: number;
  /** Roots with a section, a page each. */
  readonly roots: bigint;
  readonly rootPages: bigint;
  readonly usemapEach: number;
  readonly usemap: bigint;
  readonly memmapEach: bigint;
  readonly memmap: bigint;
  /** Blocks that back the memmap where it is virtual, and their bytes; the memmap lies in them. */
  readonly backingBlocks: bigint;
  readonly backing: bigint;
  readonly total: bigint;
}

const POINTER = 8n;
const WORD_BITS = 64;
/** Bits of one pageblock's flags: 3 in 2008 (NR_PAGEBLOCK_BITS), rounded up to 8 with MEMORY_ISOLATION in 7.1.5. */
export const PAGEBLOCK_BITS = { 'pageblock bits': 3, mem_section_usage: 8 } as const;
const RCU_HEAD = 16;
/** A sub-section: what a virtual memmap can be added by, 2 MiB. */
const SUBSECTION_BITS = 21;

/** Bytes of struct mem_section_usage before its pageblock bits: rcu_head, and with VMEMMAP a bit for each sub-section. */
export const usageHeader = ({
  model,
  sectionBits,
}: Pick<ModelFacts, 'model' | 'sectionBits'>): number =>
  RCU_HEAD + (model === 'VMEMMAP' ? words(2 ** Math.max(0, sectionBits - SUBSECTION_BITS)) : 0);

const ceil = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;
const words = (bits: number): number => Math.ceil(bits / WORD_BITS) * 8;

/** `present`: sections of this kernel, by their numbers. */
export function modelCost(facts: ModelFacts, present: RunSet): ModelCost {
  const { model, sectionBits, pageSize } = facts;
  const sections = BigInt(present.size);
  const memmapEach =
    ((1n << BigInt(sectionBits)) / BigInt(pageSize)) * BigInt(facts.structPageBytes);
  const flat = model === 'FLATMEM';
  const memmap = (flat ? lastOf(present) : sections) * memmapEach;
  const { array, perRoot, roots } = tablesOf(facts, present);
  const rootPages = roots * BigInt(pageSize);
  const usemapEach = flat ? 0 : usemapBytes(facts);
  const usemap = sections * BigInt(usemapEach);
  const block = BigInt(facts.vmemmapBlock);
  const backingBlocks = model === 'VMEMMAP' ? distinct(present, memmapEach, block) : 0n;
  const backing = backingBlocks * block;
  return {
    present: sections,
    possible: possibleSections(facts),
    array,
    perRoot,
    roots,
    rootPages,
    usemapEach,
    usemap,
    memmapEach,
    memmap,
    backingBlocks,
    backing,
    total: array + rootPages + usemap + (model === 'VMEMMAP' ? backing : memmap),
  };
}

/** NR_MEM_SECTIONS. */
const possibleSections = ({ physicalBits, sectionBits }: ModelFacts): bigint =>
  1n << BigInt(physicalBits - sectionBits);

function tablesOf(
  facts: ModelFacts,
  present: RunSet,
): Pick<ModelCost, 'array' | 'perRoot' | 'roots'> {
  const each = BigInt(facts.memSectionBytes);
  const possible = possibleSections(facts);
  if (facts.model === 'FLATMEM') return { array: 0n, perRoot: 0, roots: 0n };
  if (facts.model === 'STATIC') return { array: each * possible, perRoot: 0, roots: 0n };
  const perRoot = facts.pageSize / facts.memSectionBytes;
  return {
    array: POINTER * ceil(possible, BigInt(perRoot)),
    perRoot,
    roots: distinct(present, 1n, BigInt(perRoot)),
  };
}

function usemapBytes(facts: ModelFacts): number {
  const { usemap, sectionBits, pageblockBits } = facts;
  const blocks = 2 ** Math.max(0, sectionBits - pageblockBits);
  const flags = words(PAGEBLOCK_BITS[usemap] * blocks);
  return usemap === 'pageblock bits' ? flags : usageHeader(facts) + flags;
}

/** One past the last section: what a flat memmap reaches to. */
const lastOf = (present: RunSet): bigint =>
  present.isEmpty ? 0n : BigInt(present.end(present.runs - 1));

/** Distinct stretches of `by` bytes that sections of `each` bytes, laid end to end by number, touch. */
function distinct(present: RunSet, each: bigint, by: bigint): bigint {
  let count = 0n;
  let next = 0n;
  for (let run = 0; run < present.runs; run++) {
    const first = (BigInt(present.start(run)) * each) / by;
    const end = ceil(BigInt(present.end(run)) * each, by);
    const from = first > next ? first : next;
    if (end > from) count += end - from;
    if (end > next) next = end;
  }
  return count;
}
