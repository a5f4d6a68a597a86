import { optionsOf } from '../machine/kernel/options.ts';
import { shippedBits } from '../machine/kernel/shipped.ts';
import { sourceOn } from '../machine/kernel/sources.ts';
import type { Machine } from '../machine/machine.ts';
import { grantedBytes } from '../machine/memory/resource.ts';
import { validSections } from '../machine/memory/section.ts';
import { vmallocRefusal } from '../machine/memory/vmalloc.ts';
import { FLAT_ENTRY_BYTES, flatEntries } from '../machine/structures/flat.ts';
import { MAP_ENTRIES } from '../machine/structures/map-entries.ts';
import {
  buildThreeLevel,
  countTables,
  entriesOf,
  type Tables,
} from '../machine/structures/three-level.ts';
import { formatHex } from '../machine/units/address.ts';
import { formatCount, formatPower, formatSize } from '../machine/units/bytes.ts';
import { sectionBytes } from '../machine/units/section.ts';
import { addressFigures } from './address-figures.ts';
import { barFigures } from './bar-figures.ts';
import { billOf } from './bill.ts';
import { deviceFigures } from './device-figures.ts';
import type { Figure, FigureAbout, FigureId } from './figure.ts';
import {
  bytesOf,
  derived,
  type Figures,
  figure,
  type Inputs,
  mapOf,
  ours,
  QMR,
  ran,
  read,
} from './make-figure.ts';
import type { Moment } from './moments.ts';
import { sectionSource } from './ppc64-source.ts';
import { ratioWords } from './ratio-words.ts';
import { regionFigures } from './region-figures.ts';
import { stepFigures } from './step-figures.ts';

type FlatId = 'flatBytes';
type MapId = 'threeLevelBytes' | 'mapBytes' | 'mapEntries' | 'mapSlots' | 'mapTables';

/** Every figure of the page at this machine, opened. */
export function figuresFor(
  machine: Machine,
  moment: Pick<Moment, 'account' | 'trace'>,
  about: FigureAbout = {},
): Readonly<Record<FigureId, Figure>> {
  const flat = flatFigures(machine);
  return {
    ...memoryFigures(machine),
    ...flat,
    ...mapFigures(machine, flat),
    ...barFigures(machine, about),
    ...regionFigures(machine, about),
    ...stepFigures(moment),
    ...addressFigures(machine, about),
    ...deviceFigures(machine, about),
  };
}

/** How it compares with something else, in the words that stand beside it on the page. */
function beside(label: string, bytes: bigint, other: bigint): Inputs {
  const words = ratioWords(bytes, other, 'it');
  return words === '' ? [] : [{ label, text: `${bytesOf(other)}; this is ${words}` }];
}

/** All memory that the kernel has a section for: what a map is there to map. */
const memoryOf = ({ sections: { online, offline } }: Machine): bigint =>
  sectionBytes(online.size + offline.size);

function memoryFigures(machine: Machine): Figures<'memory' | 'physicalLimit'> {
  const { online, offline } = machine.sections;
  const { config, edition } = machine;
  const shipped = shippedBits(machine);
  const installed = grantedBytes(machine.granted);
  const end = 1n << BigInt(config.physicalBits);
  return {
    memory: figure(
      bytesOf(memoryOf(machine)),
      offline.isEmpty
        ? `= ${formatCount(online.size)} sections × 16,777,216 B`
        : `= (${formatCount(online.size)} online + ${formatCount(offline.size)} offline) × 16,777,216 B`,
      [
        {
          label: 'online',
          text: `${formatCount(online.size)} sections in ${formatCount(online.runs)} runs`,
        },
        { label: 'offline', text: `${formatCount(offline.size)} sections` },
        { label: 'installed', text: bytesOf(installed) },
      ],
      sectionSource(machine),
    ),
    physicalLimit: figure(
      `${config.physicalBits} bits`,
      `2^${config.physicalBits} = ${formatSize(end)}`,
      [
        {
          label: 'as shipped',
          text: `${shipped} bits, ${formatSize(1n << BigInt(shipped))}`,
        },
        { label: 'sections', text: `${formatPower(end >> 24n, 0) ?? '1'} at most` },
      ],
      config.physicalBits === shipped
        ? read(sourceOn(edition, optionsOf(machine).architecture, 'limit').file)
        : ours(
            'A raised limit is the thread’s what-if. Counters of the kernel and of the flat map that would overflow first are taken as wide enough; the three-level driver is not repaired.',
          ),
    ),
  };
}

function flatFigures(machine: Machine): Figures<FlatId> {
  const { config } = machine;
  const map = mapOf(machine);
  const { flat } = billOf(machine);
  const entries = map.kind === 'flat' ? map.entries : flatEntries(validSections(machine.sections));
  const refusal = vmallocRefusal(flat, config.pageSize, machine.pages);
  const inputs: Inputs = [
    { label: 'highest section', text: formatCount(entries - 1) },
    { label: 'each entry', text: `${FLAT_ENTRY_BYTES} B, a u64` },
    {
      label: 'vmalloc would say',
      text: refusal
        ? `no: ${refusal} (${formatCount((flat + BigInt(config.pageSize) - 1n) / BigInt(config.pageSize))} against ${formatCount(machine.pages)})`
        : 'yes',
    },
  ];
  const shipped = shippedBits(machine);
  const raised = config.physicalBits > shipped;
  const source = raised
    ? derived(
        `${QMR}, ehea_create_busmap, Linux 2.6.24`,
        `As shipped the scan ends at 2^${shipped}: ${formatSize(1n << BigInt(shipped - 21))} at most. Above it, its int counters are taken as wide enough (ours).`,
      )
    : ran(`${QMR}, ehea_create_busmap, Linux 2.6.24`);
  return {
    flatBytes: figure(
      bytesOf(flat),
      `= ${FLAT_ENTRY_BYTES} × (${formatCount(entries - 1)} + 1)`,
      [...inputs, ...beside('the memory', flat, memoryOf(machine))],
      source,
    ),
  };
}

const tablesOf = (machine: Machine): Tables =>
  countTables(mapOf(machine).levels ?? buildThreeLevel(machine.sections.online));

const tableFormula = (t: Tables): string =>
  `= 65,536 × (${t.root} root + ${formatCount(t.top)} top${t.top === 1 ? '' : 's'} + ${formatCount(t.dir)} dir${t.dir === 1 ? '' : 's'})`;

function mapFigures(machine: Machine, ofFlat: Figures<'flatBytes'>): Figures<MapId> {
  const map = mapOf(machine);
  const tables = tablesOf(machine);
  const { flat: flatBytes, threeLevel } = billOf(machine);
  const threeLevelBytes = figure(
    bytesOf(threeLevel),
    tableFormula(tables),
    [
      { label: 'each table', text: '8,192 entries × 8 B' },
      { label: 'a top covers', text: '2²⁶ sections, 1 PiB' },
      { label: 'a dir covers', text: '2¹³ sections, 128 GiB' },
      { label: 'freed', text: 'an empty dir at once, an empty top one pass later, the root never' },
      ...beside('the memory', threeLevel, memoryOf(machine)),
      ...(threeLevel > flatBytes ? beside('the flat array', threeLevel, flatBytes) : []),
    ],
    ran(`${QMR}, struct ehea_bmap, Linux 2.6.28 to 7.1.5`),
  );
  const count = tables.root + tables.top + tables.dir;
  const used = map.levels
    ? entriesOf(map.levels).size + tables.top + tables.dir
    : map.runs.reduce((sum, n, i) => (i % 3 === 1 ? sum + n : sum), 0);
  const all = map.kind === 'flat' ? map.entries : count * MAP_ENTRIES;
  const flat = ofFlat.flatBytes;
  return {
    threeLevelBytes,
    mapBytes: mapBytesFigure(machine, flat, threeLevelBytes),
    mapEntries: figure(
      `${formatCount(used)} of ${formatCount(all)} entries`,
      map.kind === 'flat'
        ? '= sections mapped of highest section + 1'
        : `= sections + tops + dirs, of ${formatCount(count)} × ${formatCount(MAP_ENTRIES)}`,
      [{ label: 'empty', text: formatCount(all - used) }],
      read(`${QMR}, Linux 2.6.32`),
    ),
    mapSlots: slotsFigure(machine),
    mapTables: tablesFigure(machine, tables),
  };
}

/** Bytes of whatever the driver in use goes by. */
function mapBytesFigure(machine: Machine, flat: Figure, threeLevel: Figure): Figure {
  const { kind, bytes, levels } = mapOf(machine);
  if (kind === 'flat') return flat;
  if (levels) return threeLevel;
  const { source } = machine.generation;
  return figure(
    bytesOf(bytes),
    machine.generation.bytesFormula(machine.driver),
    [],
    source === '' || source.startsWith('ours') ? ours(BYTES_OURS) : read(source),
  );
}

const BYTES_OURS = 'No kernel has such a driver.';

/** Bus space in use: the map's entries that answer, one slot each. */
function slotsFigure(machine: Machine): Figure {
  const { runs, origin } = mapOf(machine);
  let mapped = 0;
  // An entry left at the flag 1 has no slot.
  let end = 0;
  for (let i = 0; i < runs.length; i += 3) {
    const slot = runs[i + 2] ?? -1;
    if (slot < 0) continue;
    mapped += runs[i + 1] ?? 0;
    end = Math.max(end, slot + (runs[i + 1] ?? 0));
  }
  const length = sectionBytes(mapped);
  return figure(
    `${formatCount(mapped)} ${mapped === 1 ? 'slot' : 'slots'}`,
    `= ${formatCount(mapped)} sections mapped, a slot of 16 MiB for each`,
    [
      { label: 'in bytes', text: bytesOf(length) },
      ...(mapped > 0
        ? [{ label: 'last bus address', text: formatHex(origin + sectionBytes(end) - 1n) }]
        : []),
    ],
    read('drivers/net/ehea/ehea_qmr.h, EHEA_BUSMAP_START, Linux 2.6.24 to 7.1.5'),
  );
}

function tablesFigure(machine: Machine, { root, top, dir }: Tables): Figure {
  const count = root + top + dir;
  const held = mapOf(machine).levels !== null;
  return figure(
    held ? `${formatCount(count)} ${count === 1 ? 'table' : 'tables'}` : 'no table',
    held
      ? `= ${formatCount(root)} root + ${formatCount(top)} ${top === 1 ? 'top' : 'tops'} + ${formatCount(dir)} ${dir === 1 ? 'dir' : 'dirs'}`
      : '= this driver has no levels',
    [
      { label: 'each table', text: `${formatCount(MAP_ENTRIES)} entries × 8 B` },
      { label: 'a top', text: 'for each PiB that holds memory' },
      { label: 'a dir', text: 'for each 128 GiB that holds memory' },
    ],
    ran(`${QMR}, struct ehea_bmap, Linux 2.6.28 to 7.1.5`),
  );
}
