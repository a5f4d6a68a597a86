import type { Machine } from '../machine/machine.ts';
import { FOOTPRINTS, footprint } from '../machine/structures/words/footprint.ts';
import { PAGE_BYTES } from '../machine/structures/words/pool.ts';
import { fingerprintOf } from '../race/fingerprint.ts';
import type { Footing, Footings } from '../race/footing.ts';
import { mappedBy } from '../timeline/mapped-by.ts';
import { measuresOf } from '../timeline/measures-of.ts';

/** Every structure over the sections of a machine that it maps, as the race builds them. Costs in runs. */
export function footingsOf(machine: Machine): Footings {
  const measures = measuresOf(machine);
  const footings = FOOTPRINTS.map((structure): Footing => {
    const { reserved, touchedPages } = footprint(
      structure,
      mappedBy(structure, machine.sections),
      measures,
    );
    const touched = touchedPages === null ? null : touchedPages * PAGE_BYTES;
    return { structure, reserved: reserved.toString(), touched };
  });
  return { fingerprint: fingerprintOf(machine.sections, measures), footings };
}
