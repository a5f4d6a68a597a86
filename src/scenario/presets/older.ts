import type { MachineEvent } from '../../machine/event.ts';
import { knowAllKernels } from '../../machine/kernel/all-kernels.ts';
import { type BootRange, machineOf, type Scenario } from '../scenario.ts';
import { MIB, online, SHIPPED_MACHINE } from './layout.ts';
import type { Preset } from './preset.ts';

// Their machines are those of kernels that the first picture does without.
knowAllKernels();

const { physicalBits } = SHIPPED_MACHINE;

/** A scene on another kernel as it shipped, played to its end. */
function scene(
  title: string,
  kernel: string,
  change: Partial<Scenario['machine']>,
  boot: readonly BootRange[],
  events: readonly MachineEvent[] = [],
): Scenario {
  const machine = { ...machineOf(kernel), physicalBits, ...change };
  return { machine, boot, events, step: events.length, title };
}

const AT_1_GIB = { start: '0x40000000', size: '0x1000000' } as const;
const LOW = online(0n, 256n * MIB);

const NO_MAP = 'Before there was a map';

/** What older kernels did with memory that comes or goes. */
export const OLDER_PRESETS: readonly Preset[] = [
  {
    id: 'no-map',
    title: NO_MAP,
    sentence:
      'One region over the kernel’s own addresses, made once: look at 1 GiB, where the new memory is and no region reaches.',
    scenario: scene(NO_MAP, '2.6.22', {}, [LOW], [{ type: 'hotplug', ...AT_1_GIB }]),
  },
];

export const olderPresetOf = (id: string): Preset | undefined =>
  OLDER_PRESETS.find((preset) => preset.id === id);
