import type { ZoneEnds } from '../memory/zone-sections.ts';
import { architectureOf } from './architectures.ts';
import type { ArchitectureId, Edition } from './edition.ts';
import { type Options, optionsOf } from './options.ts';

/** What follows from a machine's architecture when memory comes and goes by blocks. */
interface Kernel {
  readonly edition: Edition;
  readonly config: { readonly options?: Partial<Options> };
}

/**
 * Who brings memory and takes it: an ACPI device for a whole range (x86_64, arm64), pseries' LMBs, each by itself
 * (ppc64), or standby memory that is always there and goes by its state files (s390).
 */
export type Bringer = 'acpi' | 'pseries' | 'standby';

const BRINGERS: Readonly<Record<ArchitectureId, Bringer>> = {
  x86_64: 'acpi',
  arm64: 'acpi',
  ppc64: 'pseries',
  s390: 'standby',
};

export const bringerOn = (architecture: ArchitectureId): Bringer => BRINGERS[architecture];

export const bringerOf = (kernel: Kernel): Bringer => bringerOn(optionsOf(kernel).architecture);

/** The zones of arm64 and s390 were not read: taken as one. */
const ONE_ZONE: ZoneEnds = [['Normal', 1n << 64n]];

export const zoneEnds = (kernel: Kernel): ZoneEnds =>
  architectureOf(optionsOf(kernel).architecture)?.zoneEnds ?? ONE_ZONE;

/** There is a file `probe`: always on ppc64; elsewhere only where ARCH_MEMORY_PROBE was asked for. */
export const probeOn = (architecture: ArchitectureId): boolean =>
  bringerOn(architecture) === 'pseries';

export const hasProbe = (kernel: Kernel): boolean => probeOn(optionsOf(kernel).architecture);
