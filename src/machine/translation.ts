import { judge, type Verdict } from './device/dma.ts';
import type { MissAt } from './driver/map-answer.ts';
import type { Machine } from './machine.ts';
import { indices } from './structures/three-level.ts';
import { formatHex, toAddress } from './units/address.ts';
import { offsetOf, sectionOf } from './units/section.ts';
import { toPhysical, toVirtual } from './units/virtual.ts';

export type Space = 'virtual' | 'physical' | 'bus';

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
    return describe(
      machine,
      address,
      space,
      physical,
      machine.generation.translate(machine.driver, physical),
    );
  }
  const physical = ownedBy(machine, address);
  if (physical !== null)
    return describe(machine, address, space, physical, { bus: address, missAt: null });
  const registered = machine.generation.reach(machine.driver, address);
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
  const registered =
    answer.bus === null ? null : machine.generation.reach(machine.driver, answer.bus);
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
  return machine.generation.shape(machine.driver).levels
    ? indices(section)
    : { top: null, dir: null, index: section };
}

/** Physical address of the byte behind a bus address, as the lowest section that owns it has it; null if none does. */
function ownedBy({ driver, generation }: Machine, bus: bigint): bigint | null {
  return generation.owner(driver, bus) ?? null;
}
