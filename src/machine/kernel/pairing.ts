import type { DriverId } from '../driver/driver-id.ts';
import { generationOf } from '../ehea/generations.ts';
import type { ArchitectureId, Edition } from './edition.ts';

/**
 * Why this driver on this kernel is a what-if; null if they shipped together, or without a driver. Any driver runs
 * on any kernel here: what the kernel does stays the kernel's, what the driver does the driver's.
 */
export function neverTogether(
  edition: Edition,
  driver: DriverId,
  architecture: ArchitectureId = 'ppc64',
): string | null {
  const generation = generationOf(driver);
  if (driver === 'none') return null;
  if (architecture !== 'ppc64' && generation?.home)
    return `${generation.home}: on ${architecture} it is a what-if.`;
  if (driver === edition.ownDriver) return null;
  if (generation?.kernels.includes(edition.id)) return null;
  const built =
    generation?.callback && !edition.exportsNotifier
      ? ' No module can register a memory notifier there: it is taken as built in.'
      : '';
  if (generation?.source.startsWith('ours'))
    return `This driver is ours, no kernel has it: a what-if.${built}`;
  if (generation && generation.kernels.length > 0)
    return `This driver was not read in ${edition.label}: a what-if.${built}`;
  return `${edition.label} never shipped with this driver: a what-if.${built}`;
}
