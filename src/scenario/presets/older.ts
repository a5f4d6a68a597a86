import type { MachineEvent } from '../../machine/event.ts';
import { knowAllKernels } from '../../machine/kernel/all-kernels.ts';
import { type BootRange, machineOf, type Scenario } from '../scenario.ts';
import { GIB, MIB, online, SHIPPED_MACHINE } from './layout.ts';
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
const NO_PAGE = 'The first map, large pages';
const LOST = 'A root for each range';
const UNTOLD = 'Nobody tells the driver';
const TOLD = 'The driver is told';

/** What older kernels did with memory that comes or goes. */
export const OLDER_PRESETS: readonly Preset[] = [
  {
    id: 'no-map',
    title: NO_MAP,
    sentence:
      'One region over the kernel’s own addresses, made once: look at 1 GiB, where the new memory is and no region reaches.',
    scenario: scene(NO_MAP, '2.6.22', {}, [LOW], [{ type: 'hotplug', ...AT_1_GIB }]),
  },
  {
    id: 'no-page',
    title: NO_PAGE,
    sentence:
      'With pages of 64 KiB the first flat map registers none of them: look at the region, which is as long as memory and holds no page.',
    scenario: scene(NO_PAGE, '2.6.23', { pageSize: 65536 }, [LOW]),
  },
  {
    id: 'root-per-range',
    title: LOST,
    sentence:
      'The first three-level map begins a new root at every hole: look at address 0, which only the lost one could have found.',
    scenario: scene(LOST, '2.6.26', {}, [LOW, online(GIB, 16n * MIB)]),
  },
  {
    id: 'untold',
    title: UNTOLD,
    sentence:
      'SLUB answers 0x8001 and the chain ends before the driver: look at the rounds, and at the map that still holds what has gone.',
    scenario: scene(
      UNTOLD,
      '2.6.26',
      {},
      [online(0n, 512n * MIB)],
      [
        { type: 'unplug', start: '0x1f000000', size: '0x1000000' },
        { type: 'send', address: '0x1f000abc' },
      ],
    ),
  },
  {
    id: 'told',
    title: TOLD,
    sentence:
      'The same with SLAB, so that the driver hears of it and builds all anew: look at what it maps, for the firmware still grants what is offline.',
    scenario: scene(
      TOLD,
      '2.6.26',
      { allocator: 'SLAB' },
      [online(0n, 512n * MIB)],
      [
        { type: 'unplug', start: '0x1f000000', size: '0x1000000' },
        { type: 'send', address: '0x1f000abc' },
      ],
    ),
  },
];

export const olderPresetOf = (id: string): Preset | undefined =>
  OLDER_PRESETS.find((preset) => preset.id === id);
