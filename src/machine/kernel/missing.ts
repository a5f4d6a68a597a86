import { canHotplug, canRemove, type Kernel } from './ability.ts';

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
