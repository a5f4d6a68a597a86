import type { Machine } from '../machine/machine.ts';
import { validSections } from '../machine/memory/section.ts';
import { FOOTPRINTS, footprint } from '../machine/structures/words/footprint.ts';
import { PAGE_BYTES } from '../machine/structures/words/pool.ts';
import { fingerprintOf } from '../race/fingerprint.ts';
import type { Footing, Footings } from '../race/footing.ts';
import { measuresOf } from '../timeline/measures-of.ts';

/** Every structure over all sections of a machine, online and offline, as the race builds them. Costs in runs. */
export function footingsOf(machine: Machine): Footings {
  const sections = validSections(machine.sections);
  const measures = measuresOf(machine);
  const footings = FOOTPRINTS.map((structure): Footing => {
    const { reserved, touchedPages } = footprint(structure, sections, measures);
    const touched = touchedPages === null ? null : touchedPages * PAGE_BYTES;
    return { structure, reserved: reserved.toString(), touched };
  });
  return { fingerprint: fingerprintOf(sections, measures), footings };
}
