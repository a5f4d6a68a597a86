import { canHotplug, canRemove, type Kernel } from './ability.ts';
import { optionsOf } from './options.ts';

type Operation = 'hotplug' | 'unplug' | 'add' | 'remove' | 'online' | 'offline' | 'probe';

/** What the operation needs and this build has not; null if nothing is missing. */
export function missingFor(kernel: Kernel, operation: Operation): string | null {
  const { label } = kernel.edition;
  const { architecture } = optionsOf(kernel);
  if (!canHotplug(kernel))
    return `${label} is built without MEMORY_HOTPLUG here: there is no such file in /sys/devices/system/memory.`;
  if (operation !== 'remove' || canRemove(kernel)) return null;
  return kernel.edition.removal === 'none'
    ? `${label} on ${architecture} cannot remove memory; it can only be taken offline.${architecture === 'ppc64' ? '' : ' (Not read; as on ppc64.)'}`
    : `${label} is built without MEMORY_HOTREMOVE here: nothing takes memory out again.`;
}
