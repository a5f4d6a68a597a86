import type { Reach } from './device/access.ts';
import { queueRulesOf } from './device/queue-rules.ts';
import { hasAdapter } from './device-queue.ts';
import type { Machine } from './machine.ts';

type Part = Pick<Machine, 'config' | 'driver' | 'generation' | 'sections'>;

/** What the device reaches as the machine is now. */
export const reachNow = (machine: Part): Reach => ({
  reach: (bus) => machine.generation.reach(machine.driver, bus),
  isOnline: (section) => machine.sections.online.has(section),
  stopped: isHalted(machine),
});

/** A re-registration that failed never started the queue pairs again (ehea_rereg_mrs returns before it does). */
export const isHalted = (machine: Part): boolean =>
  queueRulesOf(machine.config.driver).reregistration !== 'none' &&
  !machine.driver.region &&
  hasAdapter(machine);
