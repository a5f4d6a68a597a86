import { handlesInUse } from '../machine/firmware/mr-budget.ts';
import { optionsOf } from '../machine/kernel/options.ts';
import type { Machine } from '../machine/machine.ts';

/** Who got no handle or no region when it was registered, as a sentence; null where all got theirs. */
export function goesWithout(machine: Machine): string | null {
  const { driver, generation, sections } = machine;
  const rules = optionsOf(machine);
  const lacks = generation.standing(driver, sections.online)?.lacks;
  if (lacks) return `${lacks}${isUsedUp(machine) ? ': the budget is used up' : ''}.`;
  const who = driver.region ? generation.runsOut(rules, driver, sections.online) : null;
  return who && `A${who.slice(1)}: no handle is left, H_NOT_ENOUGH_RESOURCES.`;
}

/** True if the handles that are left are too few for one region more on each adapter. */
function isUsedUp(machine: Machine): boolean {
  const rules = optionsOf(machine);
  const inUse = machine.generation.handles(machine.driver, rules);
  return rules.mrBudget !== null && inUse + handlesInUse(rules, 1) > rules.mrBudget;
}
