import type { MachineConfig, MachineEvent, SectionState } from '../machine/event.ts';
import { editionOf } from '../machine/kernel/editions.ts';
import { type Options, withOptions } from '../machine/kernel/options.ts';
import { ownBlockSize, ownDriver } from '../machine/kernel/own-settings.ts';

/** Memory that is there when the machine is switched on: bytes [start, start + size), not rounded to sections. */
export interface BootRange {
  readonly start: bigint;
  /** Bytes, more than 0; start + size is 2^64 at most. */
  readonly size: bigint;
  readonly state: SectionState;
}

/** What people share: a machine, its memory, what happened to it, and where they look. State is replayed. */
export interface Scenario {
  readonly machine: MachineConfig;
  /** Ascending, apart from each other, neighbours of equal state joined (see joinBoot). */
  readonly boot: readonly BootRange[];
  readonly events: readonly MachineEvent[];
  /** Cursor: so many events have happened; 0 .. events.length. */
  readonly step: number;
  /** One line of at most 120 characters. */
  readonly title?: string;
}

/** Characters (code points) of a title. */
export const TITLE_LENGTH = 120;

const MIB = 1n << 20n;

/** The thread's partition: LKML, 13 Feb 2008, "drivers/base: export gpl (un)register_memory_notifier". */
export const OPENING: Scenario = {
  machine: {
    kernel: '2.6.32',
    driver: 'three-level',
    pageSize: 4096,
    blockSize: '0x1000000',
    physicalBits: 61,
    allocator: 'SLUB',
  },
  boot: [
    { start: 0n, size: 256n * MIB, state: 'online' },
    { start: 1n << 60n, size: 16n * MIB, state: 'online' },
  ],
  events: [],
  step: 0,
};

/** The opening's machine under another kernel, with what that kernel and its architecture have by themselves. */
export function machineOf(
  kernel: string,
  given: { readonly options?: Partial<Options>; readonly pageSize?: number } = {},
): MachineConfig {
  const edition = editionOf(kernel);
  if (edition === undefined) return OPENING.machine;
  const options = withOptions(edition, given.options ?? {});
  const pageSize = given.pageSize ?? OPENING.machine.pageSize;
  return {
    ...OPENING.machine,
    kernel,
    driver: ownDriver(edition, options),
    blockSize: ownBlockSize(edition, { ...options, pageSize }),
    allocator: edition.ownAllocator,
    ...options,
  };
}

/** The options of a machine under this kernel in their one spelling, as a key that is left out where it says nothing. */
export function optionsKey(
  kernel: string,
  options: Partial<Options> = {},
): { readonly options?: Partial<Options> } {
  const edition = editionOf(kernel);
  return edition ? withOptions(edition, options) : {};
}

/** A scene in which nothing has happened yet. */
export const freshScenario = (
  title: string,
  machine: MachineConfig,
  boot: readonly BootRange[],
): Scenario => ({ machine, boot, events: [], step: 0, title });

/** One past the last byte; 2^64 at most. */
export const endOf = (range: BootRange): bigint => range.start + range.size;

/** Ascending by address. */
export const byStart = (a: BootRange, b: BootRange): number =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : 0;

/** Ascending, neighbours of equal state joined: one spelling per layout. No two ranges may overlap. */
export function joinBoot(boot: readonly BootRange[]): readonly BootRange[] {
  const joined: BootRange[] = [];
  for (const range of [...boot].sort(byStart)) {
    const before = joined.at(-1);
    if (before?.state === range.state && endOf(before) === range.start)
      joined[joined.length - 1] = { ...before, size: before.size + range.size };
    else joined.push(range);
  }
  return joined;
}

/** True if both layouts are the same bytes in the same states; both must be joined. */
export const sameBoot = (a: readonly BootRange[], b: readonly BootRange[]): boolean =>
  a.length === b.length && a.every((range, i) => sameRange(range, b[i]));

const sameRange = (a: BootRange, b: BootRange | undefined): boolean =>
  a.start === b?.start && a.size === b.size && a.state === b.state;
