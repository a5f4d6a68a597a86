import { NOTIFY_OK } from '../notifier/chain.ts';
import type { ArchitectureFacts, Edition } from './edition.ts';
import { V2_6_32 } from './editions.ts';
import {
  arm64Callbacks,
  NODE_CALLBACKS,
  pseriesCallbacks,
  type Release,
  s390Callbacks,
  x86Callbacks,
} from './newer-callbacks.ts';
import { asIn, read } from './source.ts';
import { VIRTUAL } from './vmemmap-block.ts';

/** The kernels in which a memory block is the unit of hotplug and remembers its zone. */

/** pseries; 51 bits with SPARSEMEM_VMEMMAP (arch/powerpc/include/asm/book3s/64/pgtable.h: the larger of hash and radix). */
const ppc64 = (release: Release): ArchitectureFacts => ({
  sectionBits: 24,
  physicalBits: 46,
  physicalBitsVmemmap: 51,
  hugePageBits: 24,
  pageSizes: [4096, 65536],
  callbacks: pseriesCallbacks(release),
  blockSize: 'ibm,lmb-size; here 16 MiB (ours)',
});

/** Four levels of page tables; with five it would be 52 bits (arch/x86/include/asm/sparsemem.h). */
const x86_64 = (release: Release): ArchitectureFacts => ({
  sectionBits: 27,
  physicalBits: 46,
  otherBits: [52, 52],
  hugePageBits: 21,
  pageSizes: [4096],
  callbacks: x86Callbacks(release),
  blockSize:
    '128 MiB where RAM ends below 64 GiB; otherwise 2 GiB on bare metal, and in a guest the largest of 2 GiB to 128 MiB that divides the end of RAM; here one section (ours)',
  sources: {
    ...VIRTUAL,
    rollback: read(`drivers/acpi/scan.c and mm/memory_hotplug.c, Linux ${release}`),
  },
});

/** Its chain was not read as a whole, nor what takes several blocks away. */
const asOnX86 = (release: Release) => ({
  ...VIRTUAL,
  chain: asIn(`Linux ${release} on x86_64`),
  rollback: asIn(`Linux ${release} on x86_64`),
});

/** CONFIG_ARM64_PA_BITS = 48; 52 can be built, in 6.1 with 64 KiB pages alone (arch/arm64/include/asm/sparsemem.h). */
const arm64 = (release: Release): ArchitectureFacts => ({
  sectionBits: 27,
  sectionBits64K: 29,
  physicalBits: 48,
  otherBits: [52, 52],
  hugePageBits: 21,
  hugePageBits64K: 29,
  pageSizes: [4096, 65536],
  callbacks: arm64Callbacks(release),
  sources: asOnX86(release),
});

/** Kconfig's default of 42 to 53 bits (arch/s390/include/asm/sparsemem.h). */
const s390 = (sectionBits: number, release: Release): ArchitectureFacts => ({
  sectionBits,
  physicalBits: 46,
  otherBits: [42, 53],
  hugePageBits: 20,
  pageSizes: [4096],
  callbacks: s390Callbacks(release),
  blockSize: 'the larger of one section and the firmware’s increment; here one section (ours)',
  sources: asOnX86(release),
});

export const V6_1: Edition = {
  ...V2_6_32,
  id: '6.1',
  label: 'Linux 6.1',
  release: '6.1',
  sentence:
    'A block is the unit and remembers its zone; eHEA joins the chain at its first adapter.',
  ownOptions: { memoryModel: 'VMEMMAP' },
  slabRead: false,
  architectures: {
    ppc64: ppc64('6.1'),
    x86_64: x86_64('6.1'),
    arm64: { ...arm64('6.1'), otherBitsPageSize: 65536 },
    s390: s390(28, '6.1'),
  },

  okFromErrno: NOTIFY_OK,
  eheaRegisters: 'first adapter',

  memoryBlock: 'sections',
  addUnit: 'block',
  addSwallowsExisting: false,
  checksRange: true,
  checksAlignment: true,
  // Nothing is cut off: the range is checked first.
  hotAddSectionBits: 64,
  autoOnlines: true,
  onlineTypes: true,
  memmapOnMemory: 'one-block',
  booleans: { true: 'yY1', false: 'nN0' },

  walk: 'resources',
  walkCancelsOnline: false,
  tellsZeroPages: true,

  isolation: 'no unmovable page',
  refusesHoles: true,
  pinnedPages: 'until a signal',
  failingPages: 'until a signal',
  undo: 'undo first',

  removal: 'whole, all offline',
  removalWithVmemmap: 'works',
  rollsBack: true,

  physical: 'mask',
  structPageBytes: 64,
  radixNodeBytes: 576,
  usemap: 'mem_section_usage',
  rootArray: 'at boot',
};

export const V6_12: Edition = {
  ...V6_1,
  id: '6.12',
  label: 'Linux 6.12',
  release: '6.12',
  sentence: 'Each block’s rounds lie between MEM_PREPARE_ONLINE and MEM_FINISH_OFFLINE.',
  architectures: {
    ppc64: ppc64('6.12'),
    x86_64: x86_64('6.12'),
    arm64: arm64('6.12'),
    s390: s390(28, '6.12'),
  },
  ownOptions: { memoryModel: 'VMEMMAP', ehea: 'm' },
  rounds: 'prepare and finish',
  refusesPoisoned: true,
  memmapOnMemory: 'each-block',
  booleans: { true: 'yYtT1', false: 'nNfF0' },
};

export const V7_1_5: Edition = {
  ...V6_12,
  id: '7.1.5',
  label: 'Linux 7.1.5',
  release: '7.1',
  sentence: 'Actions are an enum, and nodes have a chain of their own; eHEA is still in the tree.',
  architectures: {
    ppc64: ppc64('7.1.5'),
    x86_64: x86_64('7.1.5'),
    arm64: arm64('7.1.5'),
    s390: s390(27, '7.1.5'),
  },
  nodeCallbacks: NODE_CALLBACKS,
  actionValues: 'enum',
  rounds: 'node chain',
  roundsNameNodes: false,
  booleans: { true: 'yYtT1eE', false: 'nNfF0dD' },
};

export const NEWER_EDITIONS: readonly Edition[] = [V6_1, V6_12, V7_1_5];
