import type { Edition } from './edition.ts';
import { type Options, optionsOf } from './options.ts';

/** What the kernel can do at all, as released and as built. */

interface Kernel {
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

type Operation = 'hotplug' | 'unplug' | 'add' | 'remove' | 'online' | 'offline' | 'probe';

/** What the operation needs and this build has not; null if nothing is missing. */
export function missingFor(kernel: Kernel, operation: Operation): string | null {
  const { label } = kernel.edition;
  if (!canHotplug(kernel))
    return `${label} is built without MEMORY_HOTPLUG here: there is no such file in /sys/devices/system/memory.`;
  if (operation !== 'remove' || canRemove(kernel)) return null;
  return kernel.edition.removal === 'none'
    ? `${label} on ppc64 cannot remove memory; it can only be taken offline.`
    : `${label} is built without MEMORY_HOTREMOVE here: nothing takes memory out again.`;
}
