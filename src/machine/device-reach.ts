import type { Reach } from './device/access.ts';
import { queueRulesOf } from './device/queue-rules.ts';
import { optionsOf } from './kernel/options.ts';
import type { Machine } from './machine.ts';

/** Without a driver, or without an adapter, there is nobody who would post. */
export const hasAdapter = ({
  config,
  driver,
  edition,
  generation,
}: Pick<Machine, 'config' | 'driver' | 'edition' | 'generation'>): boolean =>
  generation.status(driver).loaded && optionsOf({ config, edition }).adapters > 0;

type Part = Pick<Machine, 'config' | 'device' | 'driver' | 'edition' | 'generation' | 'sections'>;

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
