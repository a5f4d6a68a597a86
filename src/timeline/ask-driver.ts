import type { MapShape } from '../machine/driver/map-shape.ts';
import { H_PAGE_REGISTERED, nameHcall } from '../machine/firmware/hcall.ts';
import type { Registration } from '../machine/firmware/registration.ts';
import type { Machine } from '../machine/machine.ts';
import { indexSet } from '../machine/structures/three-level.ts';
import type { Trace } from '../machine/trace.ts';
import { counted, formatCount, formatSize } from '../machine/units/bytes.ts';
import { errnoWords } from '../machine/units/errno.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { sectionBytes } from '../machine/units/section.ts';
import type { Reply } from './question.ts';
import type { Timeline } from './timeline.ts';

/** The driver and what it holds: map, region, and whether it moves anything at all. */

/** Entries of the map, in the numbers that it counts sections in. */
function mappedIn({ driver, generation }: Machine): RunSet {
  const { runs } = generation.shape(driver);
  const ranges: [number, number][] = [];
  for (let i = 0; i < runs.length; i += 3)
    ranges.push([runs[i] as number, (runs[i] as number) + (runs[i + 1] as number)]);
  return RunSet.from(ranges);
}

/** Online sections whose entry is not there, in the map's own numbers. */
function unmapped(machine: Machine): RunSet {
  const { online } = machine.sections;
  const { folds } = machine.generation.shape(machine.driver);
  return (folds ? indexSet(online) : online).minus(mappedIn(machine));
}

/** Drivers that note what memory there is; the others go by a rule, or by the packet. */
const MAPS: readonly MapShape['kind'][] = ['flat', 'three-level', 'service', 'window'];

export function sayMapped(machine: Machine): Reply {
  if (!MAPS.includes(machine.generation.shape(machine.driver).kind))
    return {
      verdict: 'no map',
      sentence: 'This driver keeps no map of memory.',
      figures: [],
      tone: 'held',
    };
  const lost = unmapped(machine);
  const all = machine.sections.online.size;
  const figures = [
    { name: 'online sections', value: all.toString() },
    { name: 'without an entry', value: lost.size.toString() },
  ];
  if (lost.isEmpty)
    return {
      verdict: 'all mapped',
      sentence: `The map has an entry for each of the ${counted(all, 'online section')}.`,
      figures,
      tone: 'good',
    };
  return {
    verdict: `${formatSize(sectionBytes(lost.size))} lost`,
    sentence: `Of ${counted(all, 'online section')} the map has no entry for ${formatCount(lost.size)}, from section ${formatCount(lost.min ?? 0)} on.`,
    figures,
    tone: 'refused',
  };
}

/** Every registration of a step, in order. */
function registrationsIn(trace: Trace): readonly Registration[] {
  return trace
    .flatMap((fact) => {
      if (fact.type === 'blocks') return [...fact.acts, ...fact.lastActs];
      return (fact.type === 'load' || fact.type === 'work') && fact.act ? [fact.act] : [];
    })
    .flatMap((act) => act.registration ?? []);
}

/** The last registration up to a step: the one that left the region as it is. */
function lastRegistration(line: Timeline, at: number): Registration | undefined {
  for (let n = at; n >= 0; n--) {
    const found = registrationsIn(line.momentAt(n).trace).at(-1);
    if (found) return found;
  }
  return undefined;
}

export function sayRegion(line: Timeline, at: number): Reply {
  const machine = line.machineAt(at);
  const { driver, generation } = machine;
  const regions = generation.regions(driver);
  const [region] = regions;
  if (!region) return noRegion(machine, lastRegistration(line, at));
  const many = regions.reduce((sum, { count }) => sum + count, 0);
  const pages = regions.reduce((sum, run) => sum + run.pages * run.count, 0);
  const length = regions.reduce((sum, run) => sum + run.length * BigInt(run.count), 0n);
  const stands =
    many === 1
      ? `Region ${region.handle} of ${formatSize(length)} stands`
      : `${formatCount(many)} regions of ${formatSize(length)} in all stand`;
  const hcalls = driver.region?.hcalls;
  const figures = [
    { name: 'length', value: length.toString() },
    { name: 'pages', value: pages.toString() },
    ...(hcalls === undefined ? [] : [{ name: 'hcalls', value: hcalls.toString() }]),
  ];
  if (pages === 0)
    return {
      verdict: 'no page',
      sentence: `${stands}, and after ${counted(hcalls ?? 0, 'hcall')} no page is registered in it.`,
      figures,
      tone: 'refused',
    };
  const well = hcalls ? `; each of ${counted(hcalls, 'hcall')} was answered well` : '';
  return {
    verdict: 'stands',
    sentence: `${stands} on ${counted(pages, 'page')}${well}.`,
    figures,
    tone: 'good',
  };
}

function noRegion(machine: Machine, last: Registration | undefined): Reply {
  const standing = machine.generation.standing(machine.driver, machine.sections.online);
  if (standing)
    return {
      verdict: 'none',
      sentence: `No memory region, but ${standing.title.charAt(0).toLowerCase()}${standing.title.slice(1)}: ${standing.text}.`,
      figures: [],
      tone: standing.lacks ? 'refused' : 'good',
    };
  const { mrLength } = machine.generation.shape(machine.driver);
  const mapped = sectionBytes(mappedIn(machine).size);
  const counts =
    mrLength === mapped
      ? `the driver asked for ${formatSize(BigInt(last?.length ?? 0))}`
      : `the driver counts ${formatSize(mrLength)} and maps ${formatSize(mapped)}`;
  const figures = [
    { name: 'length as counted', value: mrLength.toString() },
    { name: 'length as mapped', value: mapped.toString() },
    ...(last ? [{ name: 'last hcall', value: nameHcall(last.lastHret) }] : []),
  ];
  return {
    verdict: last && last.ret !== 0 ? errnoWords(last.ret) : 'no region',
    sentence:
      last && last.ret !== 0
        ? `No region is left: ${counts}, and ${lastWords(last)}.`
        : 'No region stands, and none was ever registered.',
    figures,
    tone: 'refused',
  };
}

function lastWords({ lastHret, ret, hcalls }: Registration): string {
  if (hcalls === '0') return `the registration ended in ${errnoWords(ret)} before its first hcall`;
  const ended = `hcall ${formatCount(hcalls)}, the last, answered ${nameHcall(lastHret)}`;
  return lastHret === H_PAGE_REGISTERED
    ? `${ended}, as if more were to come: ${errnoWords(ret)}`
    : `${ended}: ${errnoWords(ret)}`;
}

export function sayTransfers({ driver, generation }: Machine): Reply {
  const figures = [{ name: '__EHEA_STOP_XFER', value: driver.stopped ? '1' : '0' }];
  if (driver.stopped)
    return {
      verdict: 'stopped',
      sentence: 'Transfers are stopped: __EHEA_STOP_XFER is set, and what clears it has not run.',
      figures,
      tone: 'held',
    };
  return {
    verdict: 'running',
    sentence: generation.stopsTransfers
      ? 'Transfers run: __EHEA_STOP_XFER is clear.'
      : 'Transfers run: this driver never sets __EHEA_STOP_XFER.',
    figures,
    tone: 'good',
  };
}

/** Misses of buffers that were sent, and the rebuild that one of them queues. */
export function sayMisses(line: Timeline, at: number): Reply {
  let missed = 0;
  let rebuilt = 0;
  let failed = 0;
  for (let n = 1; n <= at; n++) {
    const event = line.events[n - 1];
    const { outcome, trace } = line.momentAt(n);
    if (event?.type === 'send' && outcome.ret !== 0) missed += 1;
    if (event?.type !== 'work' || !trace.some((f) => f.type === 'work' && f.ran === 'ran'))
      continue;
    if (outcome.ret === 0) rebuilt += 1;
    else failed += 1;
  }
  const { stopped } = line.machineAt(at).driver;
  const mended = missed > 0 && rebuilt > 0 && failed === 0 && !stopped;
  return {
    verdict: missed === 0 ? 'no miss' : mended ? 'mended' : 'not mended',
    sentence: missWords(missed, rebuilt, failed, stopped),
    figures: [
      { name: 'misses', value: missed.toString() },
      { name: 'rebuilds', value: rebuilt.toString() },
    ],
    tone: missed === 0 || mended ? 'good' : 'held',
  };
}

function missWords(missed: number, rebuilt: number, failed: number, stopped: boolean): string {
  if (missed === 0) return 'No buffer that was sent has missed.';
  const misses = `${counted(missed, 'buffer')} missed`;
  if (failed > 0) return `${misses}, and a rebuild failed.`;
  if (rebuilt === 0)
    return stopped
      ? `${misses}, transfers are stopped, and the queued rebuild has not run.`
      : `${misses}, and no rebuild has run.`;
  return `${misses}; ${counted(rebuilt, 'rebuild')} registered all memory again${stopped ? ', yet transfers are stopped' : ''}.`;
}
