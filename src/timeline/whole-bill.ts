import type { Machine } from '../machine/machine.ts';
import { FOOTPRINTS, formulaOver } from '../machine/structures/words/footprint.ts';
import type { StructureId } from '../machine/structures/words/structure.ts';
import { billOf } from './bill.ts';
import { mappedBy } from './mapped-by.ts';
import { measuresOf } from './measures-of.ts';

/** Bytes that one structure reserves. */
export interface BillLine {
  readonly structure: StructureId;
  readonly bytes: bigint;
}

/**
 * Every structure, flat and three-level first: what the driver itself has had shows what it holds where it is in use;
 * all others are built anew over the online sections, at the present physical bits and pages. Costs in runs.
 */
export function wholeBill(machine: Machine): readonly BillLine[] {
  const { flat, threeLevel } = billOf(machine);
  const measures = measuresOf(machine);
  return FOOTPRINTS.map((structure) => {
    if (structure === 'flat') return { structure, bytes: flat };
    if (structure === 'three-level') return { structure, bytes: threeLevel };
    const sections = mappedBy(structure, machine.sections);
    return { structure, bytes: formulaOver(structure, sections, measures).bytes };
  });
}
