import type { Sections } from '../machine/memory/section.ts';
import { FOOTPRINTS, footprint } from '../machine/structures/words/footprint.ts';
import { PAGE_BYTES } from '../machine/structures/words/pool.ts';
import { fingerprintOf } from '../race/fingerprint.ts';
import type { Footing, Footings } from '../race/footing.ts';
import { mappedBy } from '../timeline/mapped-by.ts';
import type { measuresOf } from '../timeline/measures-of.ts';

/** Every structure over the sections that it maps, as the race builds them. Costs in runs. */
export function footingsOf(sections: Sections, measures: ReturnType<typeof measuresOf>): Footings {
  const footings = FOOTPRINTS.map((structure): Footing => {
    const { reserved, touchedPages } = footprint(
      structure,
      mappedBy(structure, sections),
      measures,
    );
    const touched = touchedPages === null ? null : touchedPages * PAGE_BYTES;
    return { structure, reserved: reserved.toString(), touched };
  });
  return { fingerprint: fingerprintOf(sections, measures), footings };
}
