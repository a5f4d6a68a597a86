import type { Machine } from '../machine/machine.ts';
import type { Measures } from '../machine/structures/words/structure.ts';

/** By what the structures are measured on a machine: its physical bits, its pages, its kernel's radix tree. */
export const measuresOf = ({
  config,
  edition,
}: Pick<Machine, 'config' | 'edition'>): Pick<
  Measures,
  'physicalBits' | 'pageSize' | 'radixNode'
> => ({
  physicalBits: config.physicalBits,
  pageSize: config.pageSize === 65_536 ? 65_536 : 4096,
  radixNode: edition.radixNodeBytes,
});
