import type { Machine } from '../machine/machine.ts';
import { validSections } from '../machine/memory/section.ts';
import { flatBytes, flatEntries } from '../machine/structures/flat.ts';
import { buildThreeLevel, countTables, tableBytes } from '../machine/structures/three-level.ts';

/** Bytes of each map: the one in use as it stands, the other built anew over this memory. */
export function billOf(machine: Machine): { readonly flat: bigint; readonly threeLevel: bigint } {
  const { driver, generation, sections } = machine;
  const { kind, bytes, levels } = generation.shape(driver);
  return {
    flat: kind === 'flat' ? bytes : flatBytes(flatEntries(validSections(sections))),
    threeLevel: tableBytes(countTables(levels ?? buildThreeLevel(sections.online))),
  };
}
