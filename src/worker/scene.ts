import { chainsOf } from '../machine/asked-actions.ts';
import { adaptersServed, handleWords } from '../machine/firmware/mr-budget.ts';
import { canRemove } from '../machine/kernel/ability.ts';
import { optionsOf } from '../machine/kernel/options.ts';
import { shippedBits } from '../machine/kernel/shipped.ts';
import type { Machine } from '../machine/machine.ts';
import { heldRuns } from '../machine/memory/held-pages.ts';
import { grantedIn } from '../machine/memory/resource.ts';
import { zoneRuns } from '../machine/memory/zone-sections.ts';
import { ADDRESS_END, formatHex } from '../machine/units/address.ts';
import { sectionBytes, sectionStart } from '../machine/units/section.ts';
import { armedFaults } from '../timeline/armed-faults.ts';
import { billOf } from '../timeline/bill.ts';
import { memoryRuns } from '../timeline/memory-runs.ts';
import type { Moment } from '../timeline/moments.ts';
import { runsOf } from '../timeline/moved.ts';
import { listTables } from '../timeline/table-list.ts';
import type { CallbackView, MapView, RegionView, Scene } from './protocol.ts';

/** What the page draws, from a machine: runs as typed arrays, counts as strings. */

/** Tables listed one by one; the rest is told as a count. */
const LISTED_TABLES = 2048;

export type Parts = Pick<
  Scene,
  | 'epoch'
  | 'title'
  | 'startConfig'
  | 'step'
  | 'steps'
  | 'accounts'
  | 'branches'
  | 'event'
  | 'source'
  | 'device'
  | 'story'
>;

export function makeScene(
  machine: Machine,
  before: Machine | null,
  moment: Moment,
  parts: Parts,
): Scene {
  const { config, driver, generation, sections } = machine;
  const status = generation.status(driver);
  const bill = billOf(machine);
  const map = mapView(machine);
  return {
    ...parts,
    config,
    whatIf: whatIfOf(machine),
    shippedBits: shippedBits(machine),
    actionValues: machine.edition.actionValues,
    canRemove: canRemove(machine),
    memory: memoryRuns(machine),
    onlineBytes: sectionBytes(sections.online.size).toString(),
    offlineBytes: sectionBytes(sections.offline.size).toString(),
    beyond: beyondOf(machine).map((e) => ({
      start: formatHex(e.start),
      size: formatHex(e.end - e.start),
    })),
    map,
    region: regionView(machine),
    standing: generation.standing(driver, sections.online),
    handles: {
      words: handleWords(generation.handles(driver, optionsOf(machine)), optionsOf(machine)),
      runsOut: generation.runsOut(optionsOf(machine), driver, sections.online),
      served: adaptersServed(optionsOf(machine)),
    },
    listens: generation.callback?.name ?? null,
    retries: status.retries,
    regionGone: generation.whyGone(driver, machine),
    driverLoaded: status.loaded,
    transfersStopped: driver.stopped,
    workQueued: status.workQueued,
    semaphoreHeld: status.semaphoreHeld,
    chain: machine.chain.map(callbackView),
    nodeChain: machine.nodeChain.map(callbackView),
    preparesBlocks: chainsOf(machine).preparesBlocks,
    onlineTypes: machine.edition.onlineTypes,
    armed: armedFaults(machine),
    held: heldRuns(machine.held),
    zones: zoneRuns(machine.zones),
    pending: pendingOf(machine),
    bill: {
      flat: bill.flat.toString(),
      threeLevel: bill.threeLevel.toString(),
      // A flat array that vmalloc refused is used by nobody.
      inUse: map.refused
        ? 'none'
        : generation.shape(driver).levels
          ? 'three-level'
          : map.entries > 0
            ? 'flat'
            : 'none',
    },
    trace: moment.trace,
    outcome: moment.outcome,
    before: before ? runsOf(before) : new Float64Array(0),
  };
}

/** The limit that the thread's question takes: 2^60 has a section. */
const THREAD_BITS = 61;

const beyondOf = (machine: Machine): readonly { start: bigint; end: bigint }[] =>
  grantedIn(machine.granted, 1n << BigInt(machine.config.physicalBits), ADDRESS_END);

function whatIfOf(machine: Machine): string | null {
  const { config, edition } = machine;
  const bits = shippedBits(machine);
  if (config.physicalBits === bits) return null;
  const shipped = `${edition.label} shipped with ${bits} physical bits`;
  return config.physicalBits === THREAD_BITS
    ? `${shipped}; ${config.physicalBits} is the thread’s what-if.`
    : `${shipped}; ${config.physicalBits} is a what-if of ours.`;
}

function mapView({ driver, generation }: Machine): MapView {
  const { levels, refused, ...shape } = generation.shape(driver);
  const { kind, bytes, tables, entries, runs, mrLength, origin, direct, folds } = shape;
  let mapped = 0;
  for (let i = 1; i < runs.length; i += 3) mapped += runs[i] as number;
  const list = levels ? listTables(levels, LISTED_TABLES) : [];
  const tableList = new Float64Array(list.length * 5);
  list.forEach((t, i) => {
    tableList.set([t.level, t.number, t.used, t.first, t.last], i * 5);
  });
  return {
    kind,
    bytes: bytes.toString(),
    origin: formatHex(origin),
    direct,
    folds,
    runs,
    mapped,
    mrLength: formatHex(mrLength),
    tables,
    entries,
    refused,
    tableList,
  };
}

function regionView({ driver: { region } }: Machine): RegionView | null {
  if (!region) return null;
  return {
    handle: formatHex(BigInt(region.handle)),
    start: formatHex(region.start),
    length: formatHex(region.length),
    pages: region.pages.toString(),
    hcalls: region.hcalls.toString(),
    runs: region.list.runs,
  };
}

const callbackView = (c: Machine['chain'][number]): CallbackView => ({
  name: c.name,
  priority: c.priority,
  builtin: c.kind !== 'user',
  gloss: c.gloss,
  source: c.source,
  answers: c.answers as CallbackView['answers'],
});

const pendingOf = ({ pending }: Machine): Scene['pending'] =>
  pending && {
    start: formatHex(sectionStart(pending.first)),
    size: formatHex(sectionBytes(pending.sections)),
  };
