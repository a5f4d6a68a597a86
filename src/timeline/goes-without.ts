import { optionsOf } from '../machine/kernel/options.ts';
import type { Machine } from '../machine/machine.ts';

/** Who got no handle when the one region was registered, as a sentence; null where all got theirs. */
export function goesWithout(machine: Machine): string | null {
  const { driver, generation } = machine;
  const who = driver.region ? generation.runsOut(optionsOf(machine)) : null;
  return who && `A${who.slice(1)}: no handle is left, H_NOT_ENOUGH_RESOURCES.`;
}
