import { type Sections, validSections } from '../machine/memory/section.ts';
import type { StructureId } from '../machine/structures/words/structure.ts';
import type { RunSet } from '../machine/units/run-set.ts';

/**
 * The sections that a structure maps when it is built anew: the flat array all that the kernel holds, as its scan asked
 * valid_section_nr (drivers/net/ehea/ehea_qmr.c, Linux 2.6.24), every other the online ones, of which the driver is told.
 */
export const mappedBy = (structure: StructureId, sections: Sections): RunSet =>
  structure === 'flat' ? validSections(sections) : sections.online;
