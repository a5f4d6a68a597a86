import { type BootExtent, type Booted, boot } from './boot.ts';
import type { MachineConfig } from './event.ts';
import { editionOf } from './kernel/editions.ts';

/** Switches a machine on with the kernel that its settings name; that it is known is the test's own business. */
export function bootOn(config: MachineConfig, memory: readonly BootExtent[]): Booted {
  const edition = editionOf(config.kernel);
  if (!edition) throw new Error(`No kernel ${config.kernel} is known here.`);
  return boot(config, edition, memory);
}
