import type { Rule } from './kconfig.ts';
import { derived, type Source } from './source.ts';

/** Kconfig's rules that only the kernels before 2.6.28 have. */

export const removeNeedsNuma = (source: Source): Rule => ({
  when: { memoryHotremove: [true] },
  needs: { numa: [true] },
  field: 'memoryHotremove',
  says: 'MEMORY_HOTREMOVE depends on MIGRATION, and that on NUMA.',
  source,
});

export const noHotremove = (source: Source): Rule => ({
  when: {},
  needs: { memoryHotremove: [false] },
  field: 'memoryHotremove',
  says: 'MEMORY_HOTREMOVE depends on ARCH_ENABLE_MEMORY_HOTREMOVE, which only ia64 offers.',
  source,
});

/** (un)register_memory_notifier got their EXPORT_SYMBOL in 2.6.26. */
export const NO_MODULE_LISTENS: Rule = {
  when: { builtBy: ['EHEA'], listens: [true], ehea: ['m'] },
  needs: { ehea: ['y'] },
  field: 'ehea',
  says: 'register_memory_notifier is not exported to modules: a driver that listens must be built in.',
  source: derived('drivers/base/memory.c, before commit 3c82c30cd59 (Linux 2.6.26)'),
};
