import { nameHcall } from '../../machine/firmware/hcall.ts';
import type { Registration } from '../../machine/firmware/registration.ts';
import type { ArrayRefusal } from '../../machine/memory/vmalloc.ts';
import type { Tables } from '../../machine/structures/three-level.ts';
import type { Trace } from '../../machine/trace.ts';
import { counted, formatCount } from '../../machine/units/bytes.ts';
import { sectionBytes } from '../../machine/units/section.ts';
import type { FigureId } from '../../timeline/figure.ts';
import type { Scene } from '../../worker/protocol.ts';
import { ordinal } from '../notifier-chain/answer.ts';
import { groupLow } from '../notifier-chain/group-low.ts';

/** One line of what the driver holds. */
export interface DriverFact {
  readonly label: string;
  readonly value: string;
  readonly figure: FigureId | null;
  readonly bad: boolean;
  readonly mono: boolean;
}

/** Two figures to press, one below the other, stand apart for a finger; lone ones need no room of their own. */
export function standsApart(facts: readonly DriverFact[], i: number): boolean {
  const pressable = (k: number): boolean => (facts[k]?.figure ?? null) !== null;
  return pressable(i) && (pressable(i - 1) || pressable(i + 1));
}

const fact = (
  label: string,
  value: string,
  options: Partial<Pick<DriverFact, 'figure' | 'bad' | 'mono'>> = {},
): DriverFact => ({ label, value, figure: null, bad: false, mono: false, ...options });

/** The region and the switches, in the order in which they matter. */
export function driverFacts(scene: Scene): readonly DriverFact[] {
  const { map, region } = scene;
  if (map.kind === 'none') return [];
  if (scene.standing) return [...standingFacts(scene), ...scene.armed.flatMap(armedFact)];
  const holds = sectionBytes(map.mapped);
  // Only a map of its own has a length to drift from; over the core's slots holes count.
  const drifts = map.direct === null && map.kind !== 'service' && BigInt(map.mrLength) !== holds;
  return [
    fact('MR length', groupLow(map.mrLength), { figure: 'mrLength', bad: drifts, mono: true }),
    ...(drifts ? [fact('map holds', groupLow(holds.toString(16)), { mono: true })] : []),
    ...(region && region.length !== map.mrLength
      ? [fact('region still', groupLow(region.length), { mono: true, bad: true })]
      : []),
    ...(region ? regionFacts(region, scene) : lostFacts(scene)),
    ...handleFacts(scene),
    fact('stop-transfer', scene.transfersStopped ? 'set' : 'clear', {
      figure: 'stopTransfer',
      bad: scene.transfersStopped,
    }),
    ...(scene.workQueued ? [fact('re-register work', 'queued', { bad: true })] : []),
    ...(scene.semaphoreHeld ? [fact('semaphore', 'held for good', { bad: true })] : []),
    ...scene.armed.flatMap(armedFact),
  ];
}

/** Shown where somebody asked how many there are, or how far they go. */
const ASKED = ['adapters', 'ports', 'queuePairs', 'mrBudget'] as const;

function handleFacts({ handles, config }: Scene): DriverFact[] {
  const { options = {} } = config;
  if (ASKED.every((key) => options[key] === undefined)) return [];
  return [
    fact('MR handles in use', handles.words, { figure: 'mrHandles' }),
    ...(handles.runsOut ? [fact('goes without', handles.runsOut, { bad: true })] : []),
  ];
}

/** Where the device was not told of one region. */
function standingFacts({ map, handles }: Scene): DriverFact[] {
  return [
    fact('MR handles in use', handles.words, { figure: 'mrHandles' }),
    ...(handles.runsOut ? [fact('first without', handles.runsOut)] : []),
    ...(map.mapped > 0 ? [fact('sections told', formatCount(map.mapped))] : []),
  ];
}

/** The numbers of one adapter: each further one has such a region of its own, registered as often. */
function regionFacts(
  region: NonNullable<Scene['region']>,
  { config, handles }: Scene,
): DriverFact[] {
  const { adapters = 1 } = config.options ?? {};
  const each = formatCount(region.hcalls);
  const hcalls = adapters > 1 ? `${each} × ${counted(handles.served, 'adapter')}` : each;
  return [
    ...(adapters > 1 ? [fact('region of', `adapter 1 of ${adapters}`)] : []),
    fact('pages of 4 KiB', formatCount(region.pages), { figure: 'mrPages' }),
    fact('hcalls of 512 pages', hcalls, { figure: 'mrHcalls' }),
    fact('MR handle', region.handle, { figure: 'mrHandle', mono: true }),
  ];
}

function lostFacts(scene: Scene): DriverFact[] {
  const last = lastRegistration(scene.trace);
  const failed = last !== null && last.ret < 0;
  return [
    ...(failed
      ? [
          fact(`last of ${formatCount(last.hcalls)} hcalls`, nameHcall(last.lastHret), {
            bad: last.lastHret !== 0,
          }),
        ]
      : []),
    fact('region', failed ? 'freed, −EIO' : 'none', { bad: true }),
  ];
}

/** The last time that the step tried to register a region. */
export function lastRegistration(trace: Trace): Registration | null {
  const tried = trace.flatMap((f) => {
    if (f.type === 'blocks') return f.lastActs;
    return (f.type === 'load' || f.type === 'work') && f.act ? [f.act] : [];
  });
  return tried.findLast((act) => act.registration !== null)?.registration ?? null;
}

/** What waits for the driver; the chain's own faults are the chain's. */
function armedFact(armed: Scene['armed'][number]): DriverFact[] {
  if (armed.what !== 'allocation' && armed.what !== 'hcall') return [];
  const which = armed.nth === 1 ? 'next' : ordinal(armed.nth);
  const answer = armed.what === 'allocation' ? 'fails' : `answers ${armed.code}`.replace('-', '−');
  const what = armed.what === 'hcall' && armed.call ? `hcall to ${armed.call}` : armed.what;
  return [fact(`${which} ${what}`, answer, { bad: true })];
}

/** The headline beside the heading: how many tables there are. */
export function tableWords(scene: Pick<Scene, 'map'>): string {
  const { map } = scene;
  if (map.kind !== 'three-level') return HEADS[map.kind];
  const { root, top, dir } = map.tables;
  const n = root + top + dir;
  return `${formatCount(n)} ${n === 1 ? 'table' : 'tables'} of 8,192 entries`;
}

const HEADS: Readonly<Record<Exclude<Scene['map']['kind'], 'three-level'>, string>> = {
  none: 'not loaded',
  linear: 'no map',
  flat: 'one flat array',
  service: 'the core’s slots',
  window: 'one DMA window',
  tce: 'one TCE table',
  'all-memory': 'one key',
  packets: 'no map',
};

/** More tables than stand in the panel at once. */
const MANY = 12;

/** `1 root, 1 top, 128 dirs`, where the list does not show it by itself; else empty. */
export function levelWords({ root, top, dir }: Tables): string {
  if (root + top + dir <= MANY) return '';
  return `${counted(root, 'root')}, ${counted(top, 'top')}, ${counted(dir, 'dir')}`;
}

/** Nothing can be reached any more, and the driver has said so in its log. */
export const isInoperable = (
  scene: Pick<Scene, 'region' | 'regionGone' | 'map' | 'step'>,
): boolean =>
  scene.region === null &&
  scene.regionGone !== null &&
  scene.map.kind !== 'none' &&
  !scene.map.refused &&
  scene.step > 0;

const REFUSALS: Readonly<Record<ArrayRefusal, (asked: string) => string>> = {
  'more pages than the machine has': (asked) =>
    `vmalloc refuses: ${asked} more than the machine has.`,
  'no such gap in the vmalloc area': (asked) =>
    `vmalloc refuses: ${asked} more than its area has room for.`,
  'the allocation that was told to fail': () => 'The allocation failed, as it was told to.',
};

/** `vmalloc refuses …` for the flat array, or null. */
export function refusalWords(scene: Pick<Scene, 'map' | 'config'>): string | null {
  const { map, config } = scene;
  if (!map.refused) return null;
  const size = BigInt(config.pageSize);
  const pages = (BigInt(map.bytes) + size - 1n) / size;
  const asked = `${formatCount(pages)} ${pages === 1n ? 'page is' : 'pages are'}`;
  return `${REFUSALS[map.refused](asked)} −ENOMEM, nothing is mapped.`;
}
