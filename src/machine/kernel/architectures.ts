import type { ArchitectureId } from './edition.ts';
import { ran, type Source } from './source.ts';

/** What differs between the machines that kernels from 6.1 on run on, whichever of these kernels it is. */
export interface Architecture {
  readonly id: ArchitectureId;
  /** As `uname -m` prints it. */
  readonly names: readonly string[];
  /** Kernel zones by their upper ends. */
  readonly zoneEnds: readonly (readonly ['DMA' | 'DMA32' | 'Normal', bigint])[];
  readonly memmapOnMemory: boolean;
  readonly source: Source;
}

const GIB = 1n << 30n;
const ALL = 1n << 64n;

export const ARCHITECTURES: readonly Architecture[] = [
  {
    id: 'x86_64',
    names: ['x86_64', 'amd64'],
    zoneEnds: [
      ['DMA', 1n << 24n],
      ['DMA32', 4n * GIB],
      ['Normal', ALL],
    ],
    memmapOnMemory: true,
    source: ran('arch/x86/mm/init.c, zone_sizes_init, Linux 6.1'),
  },
  {
    id: 'ppc64',
    names: ['ppc64', 'ppc64le'],
    zoneEnds: [['Normal', ALL]],
    // The struct pages of an LMB with 64K pages do not fill a pageblock, so the core falls back silently.
    memmapOnMemory: false,
    source: ran('arch/powerpc/platforms/pseries/hotplug-memory.c, Linux 6.1'),
  },
];

export const architectureOf = (name: string): Architecture | undefined =>
  ARCHITECTURES.find((a) => a.names.includes(name));
