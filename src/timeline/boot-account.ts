import { NO_ADAPTER } from '../machine/driver/without-adapter.ts';
import type { Machine } from '../machine/machine.ts';
import { grantedBytes } from '../machine/memory/resource.ts';
import type { Fact, Trace } from '../machine/trace.ts';
import { formatSize } from '../machine/units/bytes.ts';
import type { Account } from './account.ts';
import { goesWithout } from './goes-without.ts';

/** Step 0: the machine was switched on. */
export function bootAccount(machine: Machine, trace: Trace): Account {
  const memory = grantedBytes(machine.granted);
  const { driver, generation } = machine;
  const why = generation.whyGone(driver, machine);
  const noAdapter = why === NO_ADAPTER;
  const broken = why !== null && !noAdapter;
  const refused = broken && !generation.status(driver).loaded;
  const without = goesWithout(machine);
  return {
    step: 0,
    type: 'boot',
    title: `boot ${formatSize(memory)}`,
    fact: memory === 0n ? 'A machine without memory.' : `${formatSize(memory)} at boot.`,
    cost: refused
      ? 'The driver did not load: vmalloc refused its array.'
      : broken
        ? memory === 0n
          ? 'With no page to register, the driver’s registration ended in −EIO.'
          : 'The driver could not register a memory region.'
        : noAdapter
          ? `${NO_ADAPTER} Nobody registers a memory region.`
          : (without ??
            (generation.renumbers
              ? 'Every bus address above a change will move.'
              : 'No bus address will move.')),
    tone: refused || broken || without ? 'broken' : 'neutral',
    ret: 0,
    errno: null,
    rounds: '0',
    hcalls: trace.reduce((sum, fact) => sum + loadCalls(fact), 0n).toString(),
    renumbered: 0,
    marks: '',
  };
}

const loadCalls = (fact: Fact): bigint =>
  fact.type === 'load' ? BigInt(fact.act?.registration?.hcalls ?? 0) : 0n;
