import type { OptionKey, Options } from './options.ts';

/** As people read it: `VMEMMAP`, `yes`, `4`, `none`. */
export const optionText = (value: Options[OptionKey]): string =>
  value === null ? 'none' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);

/** What each is called where people read. */
export const OPTION_WORDS: Readonly<Record<OptionKey, string>> = {
  architecture: 'architecture',
  memoryModel: 'memory model',
  memoryHotplug: 'memory hotplug',
  memoryHotremove: 'memory hotremove',
  numa: 'NUMA',
  ehea: 'eHEA built as',
  autoOnline: 'auto_online_blocks',
  movableNode: 'movable_node',
  adapters: 'adapters',
  ports: 'ports',
  queuePairs: 'queue pairs',
  mrBudget: 'MR budget',
};
