import type { Machine } from '../../machine/machine.ts';
import { heldRuns, PAGE_KINDS } from '../../machine/memory/held-pages.ts';
import { ZONES, zoneRuns } from '../../machine/memory/zone-sections.ts';
import { formatSize } from '../../machine/units/bytes.ts';
import { sectionBytes, sectionStart } from '../../machine/units/section.ts';
import { spellAddress } from '../../machine/units/spell-address.ts';
import { armedFaults } from '../armed-faults.ts';
import { memoryRuns } from '../memory-runs.ts';
import { type Difference, differenceOfValues, type Values } from './divergence.ts';
import { differenceOfRuns, level } from './stretches.ts';

/** Memory that is online on one side and not on the other, and what else the next event would find. */
export function differenceOfState(left: Machine, right: Machine): readonly Difference[] {
  return [
    ...differenceOfMemory(left, right),
    ...differenceOfZones(left, right),
    ...differenceOfPages(left, right),
    ...differenceOfValues({ kind: 'state', lasting: true }, stateOf(left), stateOf(right)),
  ];
}

const named =
  (names: readonly string[], without: string) =>
  (value: number | null): string =>
    value === null ? without : (names[value] ?? without);

const memoryState = named(['online', 'offline'], 'not there');
const zoneName = named(ZONES, 'Normal or none');
const pageKind = named(PAGE_KINDS, 'movable');

const differenceOfMemory = (left: Machine, right: Machine): readonly Difference[] =>
  left.sections === right.sections
    ? []
    : differenceOfRuns(
        { kind: 'state', path: 'memory', noun: 'memory' },
        level(memoryRuns(left)),
        level(memoryRuns(right)),
        memoryState,
      );

/** Told only where both kernels know zones: without them memory has none to differ in. */
const differenceOfZones = (left: Machine, right: Machine): readonly Difference[] =>
  left.edition.onlineTypes && right.edition.onlineTypes
    ? differenceOfRuns(
        { kind: 'state', path: 'zones', noun: 'zone' },
        level(beyondNormal(left)),
        level(beyondNormal(right)),
        zoneName,
      )
    : [];

/** Where there is only Normal nothing is told of zones, so Normal is left out everywhere. */
function beyondNormal({ zones }: Machine): Float64Array {
  const runs = zoneRuns(zones);
  return runs.filter((_, i) => ZONES[runs[i - (i % 3) + 2] as number] !== 'Normal');
}

const differenceOfPages = (left: Machine, right: Machine): readonly Difference[] =>
  differenceOfRuns(
    { kind: 'state', path: 'pages', noun: 'pages' },
    level(heldRuns(left.held)),
    level(heldRuns(right.held)),
    pageKind,
  );

function stateOf(machine: Machine): Values {
  const { driver, generation, pending } = machine;
  const status = generation.status(driver);
  const armed = armedFaults(machine);
  const yes = (is: boolean): string => (is ? 'yes' : 'no');
  return new Map([
    ['driver.loaded', { value: yes(status.loaded), words: 'the driver is there' }],
    ['transfersStopped', { value: yes(driver.stopped), words: 'transfers are stopped' }],
    ['driver.work', { value: yes(status.workQueued), words: 'a re-registration is queued' }],
    ['driver.lock', { value: yes(status.semaphoreHeld), words: 'a lock is held for good' }],
    ...(pending
      ? [
          [
            'pending',
            {
              value: `${formatSize(sectionBytes(pending.sections))} at ${spellAddress(sectionStart(pending.first))}`,
              words: 'a block that waits for pinned pages',
            },
          ] as const,
        ]
      : []),
    ...armed.map(
      (fault, i) =>
        [
          `armed[${i}]`,
          { value: JSON.stringify(fault), words: 'what was told to happen' },
        ] as const,
    ),
  ]);
}
