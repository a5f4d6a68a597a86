import { boot } from '../machine/boot.ts';
import { DRIVERS, type DriverId } from '../machine/driver/driver-id.ts';
import { knowAllKernels } from '../machine/kernel/all-kernels.ts';
import { optionsOf } from '../machine/kernel/options.ts';
import { limitOf, type Machine, sectionsPerBlock } from '../machine/machine.ts';
import { validSections } from '../machine/memory/section.ts';
import { step } from '../machine/step.ts';
import type { Trace } from '../machine/trace.ts';
import { formatHex } from '../machine/units/address.ts';
import { errnoWords } from '../machine/units/errno.ts';
import { sectionStart } from '../machine/units/section.ts';
import { toldWords } from './driver-answers.ts';
import { movedBetween } from './moved.ts';

/** One change of memory: what it came to, and what it cost. */
export interface Change {
  readonly ret: number;
  readonly errno: string | null;
  readonly hcalls: string;
  /** Sections at another bus address afterwards. */
  readonly moved: number;
  /** Change of the map in bytes, signed. */
  readonly bytes: string;
  /** The driver did something. */
  readonly acted: boolean;
}

/** A driver over the present memory, counted on a machine that was really booted with it. */
export interface DriverRow {
  readonly driver: DriverId;
  readonly inUse: boolean;
  /** False: it was refused when it was loaded, and is not there. */
  readonly loaded: boolean;
  /** What its load or its registration ended in: `−EIO`; null where all is well. */
  readonly failed: string | null;
  /** Of its map, or of what is kept for it; of what it wanted where it did not load. */
  readonly bytes: string;
  /** MR handles in use on all adapters. */
  readonly handles: number;
  readonly runsOut: string | null;
  /** Hcalls of one adapter at boot. */
  readonly hcalls: string;
  /** Why it did not load, or has no region; null where all is well. */
  readonly trouble: string | null;
  readonly told: string;
  /** One more memory block in the lowest free place; null where this kernel refuses the gesture. */
  readonly add: Change | null;
  /** The same block taken away again; null where it did not come, or cannot go. */
  readonly remove: Change | null;
}

const hcallsOf = (trace: Trace): bigint =>
  trace.reduce((sum, fact) => {
    if (fact.type === 'blocks') return sum + BigInt(fact.hcalls);
    return fact.type === 'load' ? sum + BigInt(fact.act?.registration?.hcalls ?? 0) : sum;
  }, 0n);

function failedIn(trace: Trace): string | null {
  const load = trace.find((fact) => fact.type === 'load');
  const ret = load?.ret || load?.act?.ret || load?.act?.registration?.ret || 0;
  return ret === 0 ? null : errnoWords(ret);
}

/** Every driver on this machine, with this memory: each is booted, given a block, and relieved of it. */
export function compareDrivers(machine: Machine): readonly DriverRow[] {
  knowAllKernels();
  return DRIVERS.filter((driver) => driver !== 'none').map((driver) => rowOf(machine, driver));
}

function rowOf(now: Machine, driver: DriverId): DriverRow {
  const memory = now.granted.map((extent) => ({ ...extent, state: 'online' as const }));
  const { machine, trace } = boot({ ...now.config, driver }, now.edition, memory);
  const { generation } = machine;
  const block = freeBlock(machine);
  const added = block === null ? null : change(machine, 'hotplug', block);
  const removed =
    added?.told.ret === 0 && block !== null ? change(added.after, 'unplug', block) : null;
  return {
    driver,
    inUse: driver === now.config.driver,
    loaded: generation.status(machine.driver).loaded,
    failed: failedIn(trace),
    bytes: generation.shape(machine.driver).bytes.toString(),
    handles: generation.handles(machine.driver, optionsOf(machine)),
    runsOut: generation.runsOut(optionsOf(machine), machine.driver, machine.sections.online),
    hcalls: hcallsOf(trace).toString(),
    trouble: generation.whyGone(machine.driver, machine),
    told: toldWords(generation),
    add: added?.told ?? null,
    remove: removed?.told ?? null,
  };
}

/** The lowest block without memory; null if there is none below the limit. */
function freeBlock(machine: Machine): number | null {
  const size = sectionsPerBlock(machine.config);
  const taken = validSections(machine.sections).coarsen(size);
  const block = taken.isEmpty || taken.start(0) > 0 ? 0 : taken.end(0);
  return (block + 1) * size <= limitOf(machine) ? block * size : null;
}

function change(
  before: Machine,
  type: 'hotplug' | 'unplug',
  first: number,
): { readonly after: Machine; readonly told: Change } | null {
  const size = sectionStart(sectionsPerBlock(before.config));
  const done = step(before, { type, start: formatHex(sectionStart(first)), size: formatHex(size) });
  if (!done.ok) return null;
  const after = done.machine;
  const bytes = (m: Machine): bigint => m.generation.shape(m.driver).bytes;
  return {
    after,
    told: {
      ret: done.outcome.ret,
      errno: done.outcome.errno,
      hcalls: hcallsOf(done.trace).toString(),
      moved: movedBetween(before, after),
      bytes: (bytes(after) - bytes(before)).toString(),
      acted: done.trace.some((f) => f.type === 'blocks' && f.acts.length > 0),
    },
  };
}
