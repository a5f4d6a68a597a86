import type { DriverId } from '../driver/driver-id.ts';
import { generationOf } from '../ehea/generations.ts';
import type { Edition } from './edition.ts';

/**
 * Why this driver on this kernel is a what-if; null if they shipped together, or without a driver. Any driver runs
 * on any kernel here: what the kernel does stays the kernel's, what the driver does the driver's.
 */
export function neverTogether(edition: Edition, driver: DriverId): string | null {
  if (driver === 'none' || driver === edition.ownDriver) return null;
  const built =
    generationOf(driver)?.callback && !edition.exportsNotifier
      ? ' No module can register a memory notifier there: it is taken as built in.'
      : '';
  return `${edition.label} never shipped with this driver: a what-if.${built}`;
}
