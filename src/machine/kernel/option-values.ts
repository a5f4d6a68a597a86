import type { OptionKey } from './options.ts';

/** Whole numbers from `low` to `high`; `none` if there may be none. */
export interface NumberRange {
  readonly low: number;
  readonly high: number;
  readonly none: boolean;
}

/** What each option may be, in the order in which all texts write them. Upper ends of the counts are ours. */
export const OPTIONS: {
  readonly [K in OptionKey]: NumberRange | readonly (string | boolean)[];
} = {
  architecture: ['ppc64', 'x86_64', 'arm64', 's390'],
  memoryModel: ['FLATMEM', 'STATIC', 'EXTREME', 'VMEMMAP'],
  memoryHotplug: [true, false],
  memoryHotremove: [true, false],
  numa: [true, false],
  ehea: ['y', 'm'],
  autoOnline: ['offline', 'online', 'online_kernel', 'online_movable'],
  movableNode: [false, true],
  adapters: { low: 0, high: 16, none: false },
  ports: { low: 1, high: 16, none: false },
  queuePairs: { low: 1, high: 16, none: false },
  // max_num_mrs is a u32 (ehea_phyp.h, hcp_query_ehea, Linux 2.6.32).
  mrBudget: { low: 1, high: 2 ** 32 - 1, none: true },
};
