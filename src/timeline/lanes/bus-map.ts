import type { Machine } from '../../machine/machine.ts';
import { formatHex, toAddress } from '../../machine/units/address.ts';
import { sectionOf, sectionStart } from '../../machine/units/section.ts';
import type { Difference } from './divergence.ts';
import { differenceOfRuns, type Runs } from './stretches.ts';

/** Sections that have another bus address on the other side, or none. */
export const differenceOfMap = (left: Machine, right: Machine): readonly Difference[] =>
  differenceOfRuns(
    { kind: 'map', path: 'busMap', noun: 'bus address' },
    busRuns(left),
    busRuns(right),
    busAddress,
  );

function busRuns({ driver, generation }: Machine): Runs {
  const { runs, origin } = generation.shape(driver);
  return { runs, rising: true, origin: sectionOf(origin) };
}

/** Below 0: an entry left at the flag value, as a report shows it. */
const busAddress = (slot: number | null): string =>
  slot === null ? 'none' : slot < 0 ? '0x1' : formatHex(toAddress(sectionStart(slot)));
