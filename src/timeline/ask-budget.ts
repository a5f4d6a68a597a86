import { handleWords } from '../machine/firmware/mr-budget.ts';
import { optionsOf } from '../machine/kernel/options.ts';
import type { Machine } from '../machine/machine.ts';
import { formatCount } from '../machine/units/bytes.ts';
import type { Reply } from './question.ts';

/** The handles of memory regions that are in use, and who gets none where the budget ends (the budget is ours). */
export function sayBudget(machine: Machine): Reply {
  const rules = optionsOf(machine);
  const { driver, generation } = machine;
  const inUse = generation.handles(driver, rules);
  const without = generation.runsOut(rules, driver, machine.sections.online);
  const words = `${handleWords(inUse, rules)} ${inUse === 1 ? 'is' : 'are'} in use`;
  const figures = [
    { name: 'handles in use', value: inUse.toString() },
    { name: 'budget', value: rules.mrBudget?.toString() ?? 'no limit' },
  ];
  if (rules.mrBudget === null)
    return { verdict: 'no limit', sentence: `${words}.`, figures, tone: 'good' };
  return {
    verdict: `${formatCount(inUse)} of ${formatCount(rules.mrBudget)}`,
    sentence: without
      ? `${words}; first to go without: ${without}.`
      : `${words}: whoever needs one has one.`,
    figures,
    tone: without ? 'refused' : 'good',
  };
}
