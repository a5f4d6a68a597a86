import type { ArchitectureId } from './edition.ts';
import type { Options } from './options.ts';
import { read, type Source } from './source.ts';

/** A configuration that the kernel's own tree brings, as a starting point. */
export interface Defconfig {
  readonly name: string;
  readonly kernels: readonly string[];
  readonly architecture: ArchitectureId;
  /** What is known of it; the rest is the kernel's own. */
  readonly options: Partial<Options>;
  readonly source: Source;
}

/** SPARSEMEM_EXTREME and _VMEMMAP, SLUB and 4 KiB pages were read in 2.6.25. */
const MODEL = { memoryModel: 'VMEMMAP' } as const;

export const DEFCONFIGS: readonly Defconfig[] = [
  {
    name: 'pseries_defconfig',
    kernels: ['2.6.24', '2.6.25', '2.6.26', '2.6.28', '2.6.32'],
    architecture: 'ppc64',
    options: { ...MODEL, memoryHotplug: false, memoryHotremove: false },
    source: read('arch/powerpc/configs/pseries_defconfig, Linux 2.6.24 to 2.6.32'),
  },
  {
    name: 'ppc64_defconfig',
    kernels: ['2.6.24', '2.6.25', '2.6.26'],
    architecture: 'ppc64',
    options: { ...MODEL, memoryHotremove: false, numa: false, ehea: 'm' },
    source: read('arch/powerpc/configs/ppc64_defconfig, Linux 2.6.24 to 2.6.26'),
  },
  {
    name: 'ppc64_defconfig',
    kernels: ['2.6.28', '2.6.32'],
    architecture: 'ppc64',
    options: { ...MODEL, memoryHotremove: true, ehea: 'm' },
    source: read('arch/powerpc/configs/ppc64_defconfig, Linux 2.6.28 and 2.6.32'),
  },
  {
    name: 'pseries_defconfig',
    kernels: ['6.1'],
    architecture: 'ppc64',
    options: { ...MODEL, ehea: 'y' },
    source: read('arch/powerpc/configs/pseries_defconfig, Linux 6.1'),
  },
  {
    name: 'ppc64_defconfig',
    kernels: ['6.12', '7.1.5'],
    architecture: 'ppc64',
    options: { ...MODEL, ehea: 'm' },
    source: read('arch/powerpc/configs/ppc64_defconfig, Linux 6.12 and 7.1.5'),
  },
  {
    name: 'x86_64_defconfig',
    kernels: ['6.1', '6.12', '7.1.5'],
    architecture: 'x86_64',
    options: { ...MODEL, memoryHotplug: false, memoryHotremove: false },
    source: read('arch/x86/configs/x86_64_defconfig, Linux 6.1'),
  },
];

/** Those that this kernel's tree has for this architecture. */
export const defconfigsOf = (kernel: string, architecture: ArchitectureId): readonly Defconfig[] =>
  DEFCONFIGS.filter((d) => d.architecture === architecture && d.kernels.includes(kernel));
