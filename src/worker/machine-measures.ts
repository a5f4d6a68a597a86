import type { MachineConfig } from '../machine/event.ts';
import { knowAllKernels } from '../machine/kernel/all-kernels.ts';
import type { Edition } from '../machine/kernel/edition.ts';
import { editionOf, V2_6_32 } from '../machine/kernel/editions.ts';
import { measuresOf } from '../timeline/measures-of.ts';

// The machine before the user may be of any.
knowAllKernels();

export const editionFor = ({ kernel }: MachineConfig): Edition => editionOf(kernel) ?? V2_6_32;

/** By what structures are measured on a machine that only its settings tell. */
export const measuresFor = (config: MachineConfig): ReturnType<typeof measuresOf> =>
  measuresOf({ config, edition: editionFor(config) });
