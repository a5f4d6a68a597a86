import type { Machine } from '../machine/machine.ts';
import { validSections } from '../machine/memory/section.ts';
import { FOOTPRINTS, footprint } from '../machine/structures/words/footprint.ts';
import { PAGE_BYTES } from '../machine/structures/words/pool.ts';
import type { Footing } from '../race/footing.ts';
import { measuresOf } from '../timeline/measures-of.ts';

/** Every structure over all sections of a machine, online and offline, as the race builds them. Costs in runs. */
export function footingsOf(machine: Machine): readonly Footing[] {
  const sections = validSections(machine.sections);
  const measures = measuresOf(machine);
  return FOOTPRINTS.map((structure) => {
    const { reserved, touchedPages } = footprint(structure, sections, measures);
    const touched = touchedPages === null ? null : touchedPages * PAGE_BYTES;
    return { structure, reserved: reserved.toString(), touched };
  });
}
