import type { Machine } from '../machine/machine.ts';
import type { Stepped } from '../machine/step.ts';
import { counted } from '../machine/units/bytes.ts';
import type { Counts, Said } from './said.ts';

/** Queued work had its turn. */
export function sayWork(done: Stepped, counts: Counts): Said {
  const fact = done.trace.find((f) => f.type === 'work');
  if (fact?.type !== 'work' || fact.ran === 'idle')
    return { fact: 'No work was queued.', cost: 'Nothing changed.', tone: 'neutral' };
  if (fact.ran === 'held')
    return {
      fact: 'The work never ran.',
      cost: 'An earlier error exit still holds the semaphore.',
      tone: 'broken',
    };
  if (fact.ret === -12) return sayNoArray(done.machine);
  if (fact.ret !== 0)
    return {
      fact: 'The map was rebuilt, the region was not.',
      cost: 'The driver is inoperable; the semaphore stays held.',
      tone: 'broken',
    };
  return {
    fact: `The map was rebuilt${counts.moved > 0 ? `; ${counted(counts.moved, 'section')} moved` : ''}.`,
    cost: `${counted(counts.hcalls, 'hcall')} registered every page again.`,
    tone: 'good',
  };
}

/** The rebuild got no array: whose doing that was, and what is left. */
function sayNoArray({ driver, generation }: Machine): Said {
  const { refused } = generation.shape(driver);
  const { semaphoreHeld } = generation.status(driver);
  return {
    fact:
      refused === 'the allocation that was told to fail'
        ? 'The allocation of the array failed, as it was told to.'
        : `vmalloc refused the array: ${refused ?? 'there is none'}.`,
    cost: `The old map and region are gone${semaphoreHeld ? ', the semaphore stays held' : ''}.`,
    tone: 'broken',
  };
}
