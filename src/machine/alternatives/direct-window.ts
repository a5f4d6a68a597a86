import type { DriverAct } from '../driver/act.ts';
import type { Driver } from '../driver/driver.ts';
import {
  type Alike,
  type Answered,
  type Generation,
  PASSIVE,
  type Stretch,
} from '../driver/generation.ts';
import { NO_SHAPE, NO_TABLE } from '../driver/map-shape.ts';
import type { Range, Site } from '../driver/site.ts';
import { countedOff, nextArmedHcall } from '../ehea/three-level-alike.ts';
import { CALL_BYTES, registerPages } from '../firmware/register-pages.ts';
import { grantedIn } from '../memory/resource.ts';
import { NOTIFY_BAD, NOTIFY_OK } from '../notifier/chain.ts';
import { formatHex, toAddress } from '../units/address.ts';
import { counted, formatCount, formatPower, formatSize } from '../units/bytes.ts';
import { EIO } from '../units/errno.ts';
import { RunSet } from '../units/run-set.ts';
import {
  SECTION_END,
  SECTION_SIZE_BITS,
  sectionBytes,
  sectionOf,
  sectionsTouched,
} from '../units/section.ts';

/**
 * A direct DMA window of pseries: all memory is mapped at boot, at the window's base plus its physical address, and
 * the notifier keeps it so: it maps at MEM_GOING_ONLINE, where it may refuse, and unmaps when memory is gone.
 *
 * Ours, because it was not read: where the window begins; that it is as large as the kernel's physical limit and the
 * firmware grants it whatever its table costs; an I/O page of 16 MiB, so one entry for each section; one hcall each.
 */

const SOURCE = 'arch/powerpc/platforms/pseries/iommu.c, Linux 7.1.5';

const BASE = 1n << 59n;
/** Bytes of one entry (asm/tce.h, Linux 7.1.5). */
const TCE_BYTES = 8n;

interface WindowDriver extends Driver {
  /** Sections with an entry. */
  readonly mapped: RunSet;
  /** Of physical addresses; 0 before it is loaded. */
  readonly bits: number;
}

const busOf = (physical: bigint): bigint => toAddress(BASE + physical);
const physicalOf = (bus: bigint): bigint => toAddress(bus - BASE);

const entriesOf = ({ bits }: WindowDriver): bigint =>
  1n << BigInt(Math.max(0, bits - SECTION_SIZE_BITS));

type Wrote = Answered<WindowDriver> & { readonly act: DriverAct };

/** Writes the entries of sections, or clears them; a call that fails while writing takes back those before it. */
function write(
  site: Site,
  before: WindowDriver,
  on: DriverAct['on'],
  update: DriverAct['update'],
  sections: RunSet,
): Wrote {
  const calls = registerPages(
    CALL_BYTES * BigInt(sections.size),
    sections.size,
    site.armedHcalls,
    1,
  );
  site.countHcalls(calls.armed, calls.fired);
  const failed = calls.refused && update !== 'remove';
  const mapped =
    update === 'remove'
      ? before.mapped.minus(sections)
      : failed
        ? before.mapped
        : before.mapped.union(sections);
  const driver = { ...before, mapped };
  return {
    driver,
    answer: failed ? NOTIFY_BAD : NOTIFY_OK,
    act: {
      on,
      update,
      ret: 0,
      tablesBefore: NO_TABLE,
      tablesAfter: NO_TABLE,
      allocated: 0,
      mrLengthBefore: formatHex(sectionBytes(before.mapped.size)),
      mrLengthAfter: formatHex(sectionBytes(mapped.size)),
      unregister: 'none',
      registration: {
        handle: '0x0',
        length: formatHex(sectionBytes(sections.size)),
        hcalls: calls.attempts.toString(),
        pagesAccepted: '0',
        lastHret: calls.lastHret,
        freeCalls: 0,
        ret: failed ? EIO : 0,
      },
    },
  };
}

const ACTS = {
  MEM_GOING_ONLINE: 'add',
  MEM_CANCEL_ONLINE: 'remove',
  MEM_OFFLINE: 'remove',
} as const;

const updateOn = (action: string): 'add' | 'remove' | undefined =>
  (ACTS as Readonly<Record<string, 'add' | 'remove'>>)[action];

/** An entry for each section of each block, whatever the window held before. */
function alike(
  site: Site,
  driver: WindowDriver,
  { act, first, size, blocks: wanted }: Stretch,
): Alike<WindowDriver> | null {
  if (act.registration?.ret !== 0 || act.registration.lastHret !== 0) return null;
  const before = nextArmedHcall(site) - 1;
  const blocks = Math.min(wanted, Math.floor(before / size));
  if (blocks <= 0) return null;
  const change = (at: WindowDriver, sections: number): WindowDriver => ({
    ...at,
    mapped:
      act.update === 'add'
        ? at.mapped.addRange(first, first + sections)
        : at.mapped.removeRange(first, first + sections),
  });
  return {
    blocks,
    hcalls: BigInt(size) * BigInt(blocks),
    /** All but the last by arithmetic. */
    repeat(at) {
      const start = first + (blocks - 1) * size;
      at.countHcalls(countedOff(at, BigInt(size) * BigInt(blocks - 1)), []);
      return write(
        at,
        change(driver, (blocks - 1) * size),
        act.on,
        act.update,
        RunSet.of(start, start + size),
      );
    },
  };
}

function notified(
  site: Site,
  driver: WindowDriver,
  action: string,
  { first, sections }: Range,
): Answered<WindowDriver> {
  const update = updateOn(action);
  return update
    ? write(site, driver, action as DriverAct['on'], update, RunSet.of(first, first + sections))
    : { driver, answer: NOTIFY_OK, act: null };
}

export const DIRECT_WINDOW: Generation<WindowDriver> = {
  ...PASSIVE,
  checksTransmit: true,
  id: 'direct-window',
  builtBy: null,
  callback: {
    name: 'iommu',
    priority: 0,
    gloss: 'maps memory into the direct DMA window, and refuses what it cannot map',
    source: SOURCE,
  },
  acts: ACTS,
  kernels: ['6.1', '6.12', '7.1.5'],
  home: 'Such tables are those of pseries machines, which are ppc64',
  renumbers: false,
  source: SOURCE,
  callsPerSection: 1,
  costWords: (hcalls) => `${counted(hcalls, 'entry', 'entries')} of the DMA window written.`,
  length: { formula: '= sections mapped × 16 MiB', source: SOURCE, ran: false },
  unloaded: { region: null, stopped: false, mapped: RunSet.EMPTY, bits: 0 },
  load(site, driver) {
    const bits = site.config.physicalBits;
    const memory = grantedIn(site.granted, 0n, 1n << BigInt(bits));
    const sections = RunSet.from(memory.map((e) => sectionsTouched(e.start, e.end)));
    const done = write(site, { ...driver, bits }, 'boot', 'build', sections.clip(0, SECTION_END));
    return { driver: done.driver, act: done.act, ret: 0, refused: null };
  },
  notified,
  alike,
  translate: ({ mapped }, physical) =>
    mapped.has(sectionOf(physical))
      ? { bus: busOf(physical), missAt: null }
      : { bus: null, missAt: 'entry' },
  reach: ({ mapped }, bus) => (mapped.has(sectionOf(physicalOf(bus))) ? physicalOf(bus) : null),
  whyGone: () => null,
  handles: () => 0,
  runsOut: () => null,
  standing: (driver) => ({
    title: 'One direct DMA window',
    text: `${counted(driver.mapped.size, 'entry', 'entries')} of ${formatPower(entriesOf(driver), 10) ?? formatCount(entriesOf(driver))} written, 8 B each: a table of ${formatSize(entriesOf(driver) * TCE_BYTES)}, linear in the address like the flat map`,
  }),
  bytesFormula: (driver) =>
    `= 8 × ${formatCount(entriesOf(driver))} entries, one for each 16 MiB of 2^${driver.bits}`,
  shape: (driver) => ({
    ...NO_SHAPE,
    kind: 'window',
    bytes: entriesOf(driver) * TCE_BYTES,
    runs: new Float64Array(
      [...driver.mapped].flatMap(([start, end]) => [start, end - start, start]),
    ),
    origin: BASE,
    direct: 'the window’s base plus the physical address',
    mrLength: sectionBytes(driver.mapped.size),
  }),
  owner: ({ mapped }, bus) =>
    mapped.has(sectionOf(physicalOf(bus))) ? physicalOf(bus) : undefined,
};
