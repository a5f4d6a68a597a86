import {
  SECTIONS,
  type Structure,
  type StructureId,
} from '../machine/structures/words/structure.ts';
import { BUSMAP_START } from '../machine/units/bus-space.ts';
import { formatCount } from '../machine/units/bytes.ts';
import { offsetOf, SECTION_SIZE_BITS, sectionOf } from '../machine/units/section.ts';
import type { Answer, Read } from './explanation.ts';

/** What a lookup answers, with its reads in order. */
export function answerOf(structure: Structure, address: bigint, reads: readonly Read[]): Answer {
  const slot = structure.lookup(sectionOf(address));
  if (slot < 0) return { hit: false, slot: null, bus: null, words: missWords(structure, reads) };
  if (structure.identity) {
    const bus = address | BUSMAP_START;
    return {
      hit: true,
      slot: null,
      bus,
      words: 'Mapped: the bus address is 2⁶³ + the physical one.',
    };
  }
  const bus =
    BUSMAP_START + (BigInt(slot) << BigInt(SECTION_SIZE_BITS)) + BigInt(offsetOf(address));
  return { hit: true, slot, bus, words: hitWords(structure.id, slot, address, reads) };
}

function hitWords(id: StructureId, slot: number, address: bigint, reads: readonly Read[]): string {
  const words = `Slot ${formatCount(slot)}, in ${reads.length === 1 ? '1 read' : `${reads.length} reads`}.`;
  if (reads.length === 0)
    return `Slot ${formatCount(slot)}: it stands in the root itself, nothing else is read.`;
  return isFolded(id, address)
    ? `${words} Bit 63 of the address is cut off: the answer is that of section ${formatCount(sectionOf(address) - SECTIONS / 2)}.`
    : words;
}

/** The two three-level splits tell 39 bits of a section apart, as EHEA_INDEX_MASK does. */
const isFolded = (id: StructureId, address: bigint): boolean =>
  id.startsWith('three-level') && sectionOf(address) >= SECTIONS / 2;

function missWords(structure: Structure, reads: readonly Read[]): string {
  const last = reads.at(-1);
  if (last) return `Not mapped: it ends at read ${reads.length}, in ${last.table}.`;
  return `Not mapped, and nothing is read: ${structure.size === 0 ? EMPTY[structure.id] : BEYOND[structure.id]}`;
}

/** Why nothing is read where something is mapped: the section lies outside of what the structure covers. */
const BEYOND: Readonly<Record<StructureId, string>> = {
  flat: 'the section is beyond the last entry.',
  'three-level': 'there is no root.',
  'three-level-compact': 'there is no root.',
  hash: 'there is no place.',
  extents: 'there is no extent.',
  'red-black': 'there is no node.',
  'b-tree': 'there is no node.',
  'sparsemem-static': 'the section is beyond the physical bits of the kernel.',
  'sparsemem-extreme': 'the section is beyond the physical bits of the kernel.',
  vmemmap: 'the section is beyond the last bit.',
  'radix-64': 'the tree is not so high.',
  'page-table': 'there is no root.',
  'rank-bitmap': 'there is no root.',
};

/** The same where nothing is mapped. */
const EMPTY: Readonly<Record<StructureId, string>> = {
  ...BEYOND,
  vmemmap: 'there is no bitmap.',
  'radix-64': 'there is no node.',
};
