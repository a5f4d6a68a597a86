import type { Edition } from './edition.ts';
import { type Options, optionsOf } from './options.ts';

/** What the kernel can do at all, as released and as built. */

export interface Kernel {
  readonly edition: Edition;
  readonly config: { readonly options?: Partial<Options> };
}

/** Memory can be added and brought online: CONFIG_MEMORY_HOTPLUG. */
export const canHotplug = (kernel: Kernel): boolean => optionsOf(kernel).memoryHotplug;

/** Memory can be taken offline: remove_memory is no stub, and CONFIG_MEMORY_HOTREMOVE is on. */
export const canOffline = (kernel: Kernel): boolean =>
  kernel.edition.canOffline && optionsOf(kernel).memoryHotremove;

/** Memory can be taken out again. */
export const canRemove = (kernel: Kernel): boolean =>
  kernel.edition.removal !== 'none' && optionsOf(kernel).memoryHotremove;
