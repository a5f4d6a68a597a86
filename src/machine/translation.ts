import { judge, reach, type Verdict } from './device/dma.ts';
import { slotAddress } from './ehea/translate.ts';
import { BUSMAP_START } from './firmware/memory-region.ts';
import type { Machine } from './machine.ts';
import { mapAddress } from './send.ts';
import { indices, ownerOf } from './structures/three-level.ts';
import { formatHex, toAddress } from './units/address.ts';
import { offsetOf, sectionOf, sectionStart } from './units/section.ts';
import { toPhysical, toVirtual } from './units/virtual.ts';

export type Space = 'virtual' | 'physical' | 'bus';
export type MissAt = 'root' | 'top' | 'dir' | 'entry' | 'beyond-entries';

/** Where an address goes: what the map means, and what the memory region really holds there. Hex strings. */
export interface Translation {
  readonly space: Space;
  readonly address: string;
  readonly virtual: string | null;
  readonly physical: string | null;
  /** Not wrapped to the map's 39 bits. */
  readonly section: number | null;
  readonly top: number | null;
  readonly dir: number | null;
  /** On the flat map the section itself. */
  readonly index: number | null;
  readonly offset: string | null;
  readonly bus: string | null;
  readonly missAt: MissAt | null;
  /** What the device would read: the page-list entry of the region plus the offset in the page. */
  readonly registered: string | null;
  readonly verdict: Verdict;
}

/** A question; it changes nothing. */
export function translate(machine: Machine, address: bigint, space: Space): Translation {
  if (space !== 'bus') {
    const physical =
      space === 'virtual' ? toPhysical(address, machine.edition.physical) : toAddress(address);
    return describe(machine, address, space, physical, mapAddress(machine, physical));
  }
  const physical = ownedBy(machine, address);
  if (physical !== null)
    return describe(machine, address, space, physical, { bus: address, missAt: null });
  const registered = reach(machine.driver, address);
  return {
    space,
    address: formatHex(address),
    virtual: null,
    physical: null,
    section: null,
    top: null,
    dir: null,
    index: null,
    offset: null,
    bus: formatHex(address),
    missAt: null,
    registered: registered === null ? null : formatHex(registered),
    verdict: 'miss',
  };
}

function describe(
  machine: Machine,
  address: bigint,
  space: Space,
  physical: bigint,
  answer: { readonly bus: bigint | null; readonly missAt: MissAt | null },
): Translation {
  const section = sectionOf(physical);
  const registered = answer.bus === null ? null : reach(machine.driver, answer.bus);
  return {
    space,
    address: formatHex(address),
    virtual: formatHex(toVirtual(physical)),
    physical: formatHex(physical),
    section,
    ...fieldsOf(machine, section),
    offset: formatHex(BigInt(offsetOf(physical))),
    bus: answer.bus === null ? null : formatHex(answer.bus),
    missAt: answer.missAt,
    registered: registered === null ? null : formatHex(registered),
    verdict: judge(answer.bus, physical, registered, (n) => machine.sections.online.has(n)),
  };
}

/** With no driver there are no tables: the fields are the section alone, as in the flat map. */
function fieldsOf(machine: Machine, section: number): Pick<Translation, 'top' | 'dir' | 'index'> {
  return machine.driver.kind === 'three-level'
    ? indices(section)
    : { top: null, dir: null, index: section };
}

/** Physical address of the lowest section that owns a bus address, as the tables index it; null if none does. */
function ownedBy({ driver }: Machine, bus: bigint): bigint | null {
  const section = driver.kind === 'none' ? undefined : ownerSection(driver, bus);
  return section === undefined ? null : sectionStart(section) + BigInt(offsetOf(bus));
}

type Mapped = Exclude<Machine['driver'], { kind: 'none' }>;

function ownerSection(driver: Mapped, bus: bigint): number | undefined {
  if (bus >= slotAddress(0)) {
    const slot = sectionOf(bus - BUSMAP_START);
    return driver.kind === 'flat'
      ? driver.map.array?.select(slot)
      : ownerOf(driver.map.tables, slot);
  }
  // An entry left at flag 1 answers 1 | offset: every odd address of the first 16 MiB.
  if (driver.kind === 'flat' || sectionOf(bus) !== 0 || (bus & 1n) === 0n) return undefined;
  return driver.map.tables.flagged.min;
}
