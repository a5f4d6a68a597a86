import type { MachineConfig } from '../machine/event.ts';
import { formatHex } from '../machine/units/address.ts';
import { formatPower, formatSize } from '../machine/units/bytes.ts';
import { SECTION_SIZE, sectionBytes, sectionStart } from '../machine/units/section.ts';
import { OPENING, type Scenario, TITLE_LENGTH } from '../scenario/scenario.ts';
import { ANY_LAYOUT } from './any-layout.ts';
import type { WorstLayout } from './worst-layout.ts';

/**
 * The layout as a scene: its sections are there at boot, online, in blocks of one section each. The kernel, its driver
 * and its pages stay those of `machine` where that is a ppc64, whose sections these are; else the opening's. Pages of
 * 16 GiB go: there is no range left for one.
 *
 * @param name what the structure is called on screen
 */
export function worstScenario(worst: WorstLayout, machine: MachineConfig, name: string): Scenario {
  const { hugePages, ...plain } = machine;
  const isPpc64 = (machine.options?.architecture ?? 'ppc64') === 'ppc64';
  const physicalBits = worst.measures.physicalBits ?? machine.physicalBits;
  const end = formatPower(1n << BigInt(physicalBits));
  // Where no layout is worse than another, this is but one of them.
  const what = ANY_LAYOUT[worst.structure] ? 'A layout for' : 'Worst for';
  const title = `${what} ${name}: ${formatSize(sectionBytes(worst.count))} below ${end}`;
  return {
    machine: {
      ...(isPpc64 ? plain : { ...OPENING.machine, pageSize: machine.pageSize }),
      blockSize: formatHex(BigInt(SECTION_SIZE)),
      physicalBits,
    },
    boot: [...worst.sections].map(([first, end]) => ({
      start: sectionStart(first),
      size: sectionBytes(end - first),
      state: 'online' as const,
    })),
    events: [],
    step: 0,
    title: [...title].slice(0, TITLE_LENGTH).join(''),
  };
}
