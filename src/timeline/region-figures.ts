import { sectionBase } from '../machine/ehea/three-level-map.ts';
import { adaptersServed, handlesPerRegion, handleWords } from '../machine/firmware/mr-budget.ts';
import { optionsOf } from '../machine/kernel/options.ts';
import type { Machine } from '../machine/machine.ts';
import {
  entriesOf,
  indexOf,
  indices,
  type ThreeLevel,
  TOP_SHIFT,
} from '../machine/structures/three-level.ts';
import { translate } from '../machine/translation.ts';
import { formatHex } from '../machine/units/address.ts';
import { BUSMAP_START } from '../machine/units/bus-space.ts';
import { formatCount, formatPower } from '../machine/units/bytes.ts';
import { sectionStart } from '../machine/units/section.ts';
import type { Figure, FigureAbout } from './figure.ts';
import { bytesOf, type Figures, figure, mapOf, ours, QMR, ran, read } from './make-figure.ts';

type RegionId =
  | 'mrLength'
  | 'mrPages'
  | 'mrHcalls'
  | 'mrHandle'
  | 'mrHandles'
  | 'stopTransfer'
  | 'wrongPage';

/** The memory region, and whose pages it really holds. */
export function regionFigures(machine: Machine, about: FigureAbout): Figures<RegionId> {
  const { driver } = machine;
  const { region } = driver;
  const { mrLength: length } = mapOf(machine);
  const rule = machine.generation.length;
  const pages = region?.pages ?? 0;
  const retries = (region?.hcalls ?? 0) - pages / 512;
  const firmware = ours(
    'The firmware’s rules are our model, IBM documents none: pages are appended in call order; 15 while the region is not full, 0 when it is, −4 beyond.',
  );
  return {
    mrLength: figure(
      formatHex(length),
      rule.formula,
      [
        { label: 'in bytes', text: bytesOf(length) },
        { label: 'checked', text: 'never against what the map holds' },
      ],
      rule.ran ? ran(rule.source) : read(rule.source),
    ),
    mrPages: figure(
      formatCount(pages),
      `= ${formatCount(pages / 4096)} sections × 4,096`,
      [
        { label: 'a page of eHEA', text: '4 KiB, whatever the kernel’s is' },
        { label: 'first bus address', text: formatHex(region?.start ?? BUSMAP_START) },
      ],
      ran('drivers/net/ehea/ehea.h, EHEA_PAGESIZE, Linux 2.6.24 to 7.1.5'),
    ),
    mrHcalls: figure(
      formatCount(region?.hcalls ?? 0),
      `= ${formatCount(pages / 4096)} sections × 8${retries > 0 ? ` + ${formatCount(retries)} retried` : ''}`,
      [
        { label: 'each call', text: '512 pages, EHEA_MAX_RPAGE' },
        { label: 'every change', text: 'all pages again, on each adapter' },
        ...onAllAdapters(machine),
      ],
      ran(`${QMR}, ehea_reg_mr_section, Linux 2.6.32`),
    ),
    mrHandle: figure(
      region ? formatHex(BigInt(region.handle)) : 'none',
      '= allocations of a region since boot, failed ones included',
      [{ label: 'next', text: formatHex(BigInt(machine.nextHandle)) }],
      firmware,
    ),
    mrHandles: handlesFigure(machine),
    stopTransfer: figure(
      driver.stopped ? 'set' : 'clear',
      'set before the map changes, cleared between freeing and registering',
      [],
      read('drivers/net/ehea/ehea_main.c, __EHEA_STOP_XFER, Linux 2.6.32'),
    ),
    wrongPage: wrongPageFigure(machine, about),
  };
}

/** The machine tells of one adapter: each further one makes the same calls for a region of its own. */
function onAllAdapters(machine: Machine): { label: string; text: string }[] {
  const rules = optionsOf(machine);
  const each = machine.driver.region?.hcalls ?? 0;
  if (rules.adapters === 1) return [];
  const served = adaptersServed(rules);
  return [
    {
      label: 'all adapters',
      text: `${formatCount(served)} × ${formatCount(each)} = ${formatCount(served * each)}`,
    },
  ];
}

/** Handles in use on all adapters, against the budget. */
function handlesFigure(machine: Machine): Figure {
  const { driver, generation } = machine;
  const { region } = driver;
  const rules = optionsOf(machine);
  const { adapters, ports, queuePairs, mrBudget } = rules;
  const each = handlesPerRegion(rules);
  const inUse = generation.handles(driver, rules);
  const shared = inUse > 0 && inUse % (adapters * each) === 0;
  const cut = !shared && inUse === mrBudget && inUse < adapters * each && region !== null;
  return figure(
    handleWords(inUse, rules),
    cut
      ? `= all that there are, of ${formatCount(adapters)} × (1 + 2 × ${formatCount(ports * queuePairs)} queue pairs) wanted`
      : shared
        ? `= ${formatCount(adapters)} adapters × ${formatCount(inUse / (adapters * each))} regions × (1 + 2 × ${formatCount(ports * queuePairs)} queue pairs)`
        : '= one handle for each region, shared by nobody',
    [
      {
        label: 'shared',
        text: 'each queue pair sends and receives with a shared region of its own',
      },
      { label: 'ports, queue pairs', text: `${ports} of each adapter, ${queuePairs} of each port` },
      { label: 'budget', text: mrBudget === null ? 'none' : formatCount(mrBudget) },
      {
        label: 'goes without',
        text: generation.runsOut(rules, driver, machine.sections.online) ?? 'nobody',
      },
    ],
    read(
      'drivers/net/ehea/ehea_main.c, ehea_gen_smr, Linux 2.6.32',
      'How many handles there are is the firmware’s secret: the budget is ours.',
    ),
  );
}

/** The first map entry whose pages are another section's, with its own numbers put in. */
function wrongPageFigure(machine: Machine, about: FigureAbout): Figure {
  const source = ran(
    `${QMR}, ehea_calc_sectbase, Linux 2.6.28 to 7.1.5`,
    'Signed overflow: formally undefined in C; this is what wrap-around arithmetic gives.',
  );
  const { levels, folds } = mapOf(machine);
  // Only a driver that cuts section numbers cuts them in registration too.
  const index = levels && folds ? (askedWrong(machine, about) ?? firstWrong(levels)) : undefined;
  if (index === undefined)
    return figure(
      'none',
      '= every section’s pages are its own',
      [{ label: 'exact up to', text: 'top 31, physical 2⁵⁵' }],
      source,
    );
  const { top, dir, index: entry } = indices(index);
  const base = sectionBase(index);
  const wrapped = top << TOP_SHIFT;
  return figure(
    `section ${formatCount(base)}`,
    `= (${formatCount(top)} << 26 = ${signed(wrapped)} on a 32-bit int) + ${formatCount(dir)} × 8,192 + ${formatCount(entry)}${wrapped < 0 ? ' mod 2⁴⁰' : ''}`,
    [
      {
        label: 'meant',
        text: `section ${formatPower(BigInt(index)) ?? formatCount(index)}, top ${top}`,
      },
      { label: 'registered', text: formatHex(sectionStart(base)) },
      { label: 'exact up to', text: 'top 31, physical 2⁵⁵' },
      { label: 'every hcall', text: 'succeeds' },
    ],
    source,
  );
}

const signed = (n: number): string => formatCount(n).replace('-', '−');

/** The entry behind the address that is asked, where the arithmetic fails for it. */
function askedWrong(machine: Machine, { address, space }: FigureAbout): number | undefined {
  if (address === undefined) return undefined;
  const { section } = translate(machine, BigInt(address), space ?? 'physical');
  const index = section === null ? 0 : indexOf(section);
  return index >= 32 * 2 ** TOP_SHIFT ? index : undefined;
}

/** Entries under top 31 and below are right, all above are not. */
function firstWrong(tables: ThreeLevel): number | undefined {
  const entries = entriesOf(tables);
  const first = 32 * 2 ** TOP_SHIFT;
  const run = entries.seek(first);
  return run < entries.runs ? Math.max(first, entries.start(run)) : undefined;
}
