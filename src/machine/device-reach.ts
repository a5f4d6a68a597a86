import type { Reach } from './device/access.ts';
import { queueRulesOf } from './device/queue-rules.ts';
import type { Machine } from './machine.ts';

/** Without a driver there is nobody who would post. */
export const hasAdapter = ({
  driver,
  generation,
}: Pick<Machine, 'driver' | 'generation'>): boolean => generation.status(driver).loaded;

type Part = Pick<Machine, 'config' | 'device' | 'driver' | 'generation' | 'sections'>;

/** What the device reaches as the machine is now. */
export const reachNow = (machine: Part): Reach => ({
  reach: (bus) => machine.generation.reach(machine.driver, bus),
  isOnline: (section) => machine.sections.online.has(section),
  stopped: isHalted(machine),
});

/**
 * A re-registration that failed never started the queue pairs again (ehea_rereg_mrs returns before it does); one at
 * load never started them at all.
 */
export const isHalted = (machine: Part): boolean =>
  machine.device.halted ||
  (queueRulesOf(machine.config.driver).reregistration !== 'none' &&
    !machine.driver.region &&
    hasAdapter(machine));
