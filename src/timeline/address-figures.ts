import type { Machine } from '../machine/machine.ts';
import { type Translation, translate } from '../machine/translation.ts';
import { ADDRESS_END, formatHex } from '../machine/units/address.ts';
import { formatCount, formatPower, formatSize } from '../machine/units/bytes.ts';
import { SECTION_SIZE, sectionOf, sectionStart } from '../machine/units/section.ts';
import type { Figure, FigureAbout } from './figure.ts';
import {
  arithmetic,
  bytesOf,
  derived,
  figure,
  type Inputs,
  ours,
  QMR,
  ran,
  read,
} from './make-figure.ts';
import { sectionSource, virtualSource } from './ppc64-source.ts';

type AddressId = 'hole' | 'nameVirtual' | 'namePhysical' | 'nameBus' | 'nameDevice';

/** A hole, and one byte under its four names. */
export function addressFigures(
  machine: Machine,
  about: FigureAbout,
): Readonly<Record<AddressId, Figure>> {
  const asked = translate(machine, BigInt(about.address ?? '0x0'), about.space ?? 'physical');
  return {
    hole: holeFigure(about),
    nameVirtual: virtualFigure(machine, asked),
    namePhysical: physicalFigure(machine, asked),
    nameBus: busFigure(machine, asked),
    nameDevice: deviceFigure(machine, asked),
  };
}

const spell = (address: bigint): string => formatPower(address) ?? formatHex(address);

function holeFigure({ start = '0x0', end }: FigureAbout): Figure {
  const from = BigInt(start);
  const to = end === undefined ? ADDRESS_END : BigInt(end);
  const sections = (to - from) / BigInt(SECTION_SIZE);
  return figure(
    bytesOf(to - from),
    `= ${spell(to)} − ${from === 0n ? '0' : spell(from)}`,
    [
      { label: 'in short', text: formatSize(to - from) },
      { label: 'sections', text: `${formatCount(sections)} = size / 16 MiB` },
      { label: 'from', text: formatHex(from) },
      { label: 'to', text: formatHex(to - 1n) },
    ],
    arithmetic('What lies between two pieces of memory, or between memory and a limit.'),
  );
}

const unknown = (why: string): Figure => figure('nothing', `= ${why}`, [], arithmetic(''));

function virtualFigure(machine: Machine, { virtual, physical }: Translation): Figure {
  if (virtual === null || physical === null) return unknown('no section has this bus address');
  const masks = machine.edition.physical === 'mask';
  return figure(
    virtual,
    `= ${physical} + 0xc000000000000000`,
    [{ label: 'and back', text: masks ? 'the top four bits cleared' : 'minus 0xc000000000000000' }],
    virtualSource(machine),
  );
}

function physicalFigure(machine: Machine, { physical, section, offset }: Translation): Figure {
  if (physical === null || section === null || offset === null)
    return unknown('no section has this bus address');
  return figure(
    physical,
    `= ${formatCount(section)} × 0x1000000 + ${offset}`,
    [
      { label: 'section', text: formatPower(BigInt(section)) ?? formatCount(section) },
      { label: 'offset in it', text: `${offset}, the low 24 bits` },
    ],
    sectionSource(machine),
  );
}

const sourceOf = ({ generation: { source } }: Machine): Figure['source'] =>
  source.startsWith('ours') ? ours('No kernel has such a driver.') : read(source);

function busFigure(machine: Machine, asked: Translation): Figure {
  const { bus, offset, missAt } = asked;
  if (bus === null) return unknown(missAt === null ? 'no map answers' : `a miss at ${missAt}`);
  const { kind, origin, direct } = machine.generation.shape(machine.driver);
  if (direct !== null)
    return figure(
      bus,
      `= ${direct}`,
      [{ label: 'in slots', text: 'none: it is no place in a dense bus space' }],
      sourceOf(machine),
    );
  const slot = (BigInt(bus) - origin) >> 24n;
  const source =
    kind === 'flat'
      ? ran(`${QMR}, ehea_map_vaddr, Linux 2.6.24`)
      : machine.generation.source.startsWith('ours')
        ? sourceOf(machine)
        : ran(`${QMR}, ehea_map_vaddr, Linux 2.6.28 to 7.1.5`);
  if (BigInt(bus) < origin)
    return figure(bus, `= 1 | ${offset}`, [{ label: 'entry', text: 'left at the flag 1' }], source);
  return figure(
    bus,
    `= ${formatHex(origin)} + ${formatCount(slot)} × 0x1000000 + ${offset ?? '0x0'}`,
    [
      ...walkInputs(asked),
      {
        label: 'slot',
        text: machine.generation.renumbers
          ? `${formatCount(slot)}: sections mapped below this one`
          : `${formatCount(slot)}: given when the section was added`,
      },
    ],
    source,
  );
}

/** How the tables are gone through, each index with the bits that it is. */
function walkInputs({ section, top, dir, index }: Translation): Inputs {
  if (section === null || index === null) return [];
  if (top === null || dir === null)
    return [{ label: 'entry', text: `${formatCount(index)}, the section’s number` }];
  return [
    { label: 'root[top]', text: `${formatCount(top)} = section >> 26` },
    { label: 'top[dir]', text: `${formatCount(dir)} = section >> 13 & 8191` },
    { label: 'dir[index]', text: `${formatCount(index)} = section & 8191` },
  ];
}

function deviceFigure(
  machine: Machine,
  { bus, registered, physical, offset }: Translation,
): Figure {
  const { region } = machine.driver;
  if (registered === null || bus === null)
    return unknown(region ? 'outside the memory region' : 'nothing stands behind it');
  const section = sectionOf(BigInt(registered));
  return figure(
    registered,
    `= ${formatHex(sectionStart(section))} + ${offset ?? '0x0'}`,
    [
      ...(region
        ? [
            {
              label: 'page of the region',
              text: formatCount((BigInt(bus) - region.start) >> 12n),
            },
          ]
        : []),
      { label: 'it holds', text: `section ${formatCount(section)}` },
      { label: 'the map meant', text: physical ?? 'nobody' },
    ],
    physical === null || physical === registered
      ? ours('The firmware appends pages in the order of the calls; no document says so.')
      : derived(`${QMR}, ehea_calc_sectbase and ehea_reg_mr_sections, Linux 2.6.28 to 7.1.5`),
  );
}
