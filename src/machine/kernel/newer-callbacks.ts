import { NOTIFY_OK } from '../notifier/chain.ts';
import type { BuiltinCallback } from './edition.ts';

/**
 * The memory chains of 6.1, 6.12 and 7.1.5 as a distribution builds them: NUMA, KSM, CPUSETS. Those of one
 * priority in registration order, each with the file that registers it. Those in the kernel's own Documentation or Kconfig called optional are off.
 */

export type Release = '6.1' | '6.12' | '7.1.5';

const callback = (
  release: Release,
  [name, priority, gloss, file]: readonly [string, number, string, string],
  more: Partial<BuiltinCallback> = {},
): BuiltinCallback => ({
  name,
  priority,
  answer: NOTIFY_OK,
  gloss,
  source: `${file}, Linux ${release}`,
  ...more,
});

const KSM = ['ksm', 100, 'pauses its scan while memory goes', 'mm/ksm.c'] as const;
const TIERS = ['memory-tiers', 100, 'sorts nodes into tiers', 'mm/memory-tiers.c'] as const;
const CPUSET = ['cpuset', 10, 'follows the nodes', 'kernel/cgroup/cpuset.c'] as const;
const BATCH = ['mm_compute_batch', 10, 'follows the memory total', 'mm/mm_init.c'] as const;
const HMAT = ['hmat', 2, 'describes new nodes', 'drivers/acpi/numa/hmat.c'] as const;
const CXL = ['cxl region', 5, 'describes new nodes', 'drivers/cxl/core/region.c'] as const;
const SLUB = ['slub', 1, 'may refuse the first memory of a node', 'mm/slub.c'] as const;
const TDX = ['tdx', 0, 'refuses memory that is not TDX’s', 'arch/x86/virt/vmx/tdx/tdx.c'] as const;
const PAGE_EXT = ['page_ext', 0, 'may refuse for lack of memory', 'mm/page_ext.c'] as const;
const KASAN = ['kasan', 0, 'may refuse for lack of memory', 'mm/kasan/shadow.c'] as const;
const CRASH = ['crash_core', 0, 'tells the crash kernel', 'kernel/crash_core.c'] as const;
const RESERVE = ['reserve', 0, 'follows the memory total', 'mm/mmap.c'] as const;
const XEN = ['xen', 0, 'Xen’s balloon', 'drivers/xen/balloon.c'] as const;
const KCORE = ['kcore', 0, 'relists /proc/kcore', 'fs/proc/kcore.c'] as const;
const INTEL = ['intel-iommu', 0, 'maps what comes', 'drivers/iommu/intel/iommu.c'] as const;
const BALLOON = ['hv_balloon', 0, 'Hyper-V’s balloon', 'drivers/hv/hv_balloon.c'] as const;
const VIRTIO = ['virtio_mem', 0, 'follows its own blocks', 'drivers/virtio/virtio_mem.c'] as const;
const CMM = [
  'cmm',
  1,
  'holds its lock while memory goes',
  'arch/powerpc/platforms/pseries/cmm.c',
] as const;
const IOMMU = [
  'iommu',
  0,
  'maps the range into direct windows, or refuses',
  'arch/powerpc/platforms/pseries/iommu.c',
] as const;
const PREVENT = [
  'prevent_memory_remove',
  0,
  'refuses to let boot memory go offline',
  'arch/arm64/mm/mmu.c',
] as const;
const SCLP = ['sclp', 0, 'makes the storage accessible', 'drivers/s390/char/sclp_cmd.c'] as const;
const KDUMP = [
  'kdump',
  0,
  'keeps low memory for the crash area',
  'arch/s390/kernel/setup.c',
] as const;
const CMA = ['cma', 0, 'keeps its areas', 'arch/s390/mm/init.c'] as const;

const OFF = { optional: true } as const;
const OFF_X86 = { ...OFF, only: ['x86_64'] } as const;
const WITH_SLUB = { allocator: 'SLUB' } as const;

/** What follows the nodes; in 7.1.5 it has a chain of its own. */
const followsNodes = (release: Release): readonly BuiltinCallback[] =>
  release === '7.1.5' ? [] : [callback(release, TIERS), callback(release, CPUSET)];

const slub = (release: Release): readonly BuiltinCallback[] =>
  release === '7.1.5' ? [] : [callback(release, SLUB, WITH_SLUB)];

const crashCore = (release: Release): readonly BuiltinCallback[] =>
  release === '6.1' ? [] : [callback(release, CRASH, OFF)];

/** arch/powerpc, pseries: iommu registers in setup_arch, before all others of its priority. */
export const pseriesCallbacks = (release: Release): readonly BuiltinCallback[] => [
  callback(release, IOMMU),
  callback(release, KSM),
  ...followsNodes(release),
  callback(release, BATCH),
  ...slub(release),
  callback(release, CMM, OFF),
  callback(release, PAGE_EXT, OFF),
  callback(release, KASAN, OFF),
  ...crashCore(release),
  callback(release, RESERVE),
  callback(release, KCORE),
];

export const x86Callbacks = (release: Release): readonly BuiltinCallback[] => [
  callback(release, KSM),
  ...followsNodes(release),
  callback(release, BATCH),
  ...(release === '6.12' ? [callback(release, CXL, OFF)] : []),
  ...(release === '7.1.5' ? [] : [callback(release, HMAT, OFF)]),
  ...slub(release),
  ...(release === '6.1' ? [] : [callback(release, TDX, OFF)]),
  callback(release, PAGE_EXT, OFF),
  callback(release, KASAN, OFF),
  ...crashCore(release),
  callback(release, RESERVE),
  callback(release, XEN, OFF),
  callback(release, KCORE),
  ...(release === '6.1' ? [callback(release, INTEL, OFF)] : []),
  ...(release === '6.1' ? [BALLOON, VIRTIO] : [VIRTIO, BALLOON]).map((c) =>
    callback(release, c, OFF),
  ),
];

/** Of a chain that was not read as a whole: what every architecture has, as read on x86_64. */
const common = (release: Release): readonly BuiltinCallback[] =>
  x86Callbacks(release)
    .filter((c) => !c.optional)
    .map((c) => ({ ...c, source: `${c.source} (the order as on x86_64)` }));

/** Some files were read in 7.1.5 alone. */
const readInNewest = (release: Release): Partial<BuiltinCallback> =>
  release === '7.1.5' ? {} : { source: 'not read; as in Linux 7.1.5' };

export const arm64Callbacks = (release: Release): readonly BuiltinCallback[] => [
  callback(release, PREVENT, { keepsBootMemory: 'MEM_GOING_OFFLINE', ...readInNewest(release) }),
  ...common(release),
];

export const s390Callbacks = (release: Release): readonly BuiltinCallback[] => [
  ...(release === '7.1.5' ? [] : [callback(release, SCLP)]),
  callback(release, KDUMP, { ...OFF, ...readInNewest(release) }),
  callback(release, CMA, { ...OFF, ...readInNewest(release) }),
  ...common(release),
];

/** The node chain of 7.1.5, in call order. */
export const NODE_CALLBACKS: readonly BuiltinCallback[] = [
  callback('7.1.5', TIERS),
  callback('7.1.5', CPUSET),
  callback('7.1.5', ['hmat', 6, 'describes new nodes', 'drivers/acpi/numa/hmat.c'], OFF_X86),
  callback('7.1.5', CXL, OFF_X86),
  callback('7.1.5', SLUB, WITH_SLUB),
  callback('7.1.5', ['mempolicy', 0, 'follows the nodes', 'mm/mempolicy.c']),
];
