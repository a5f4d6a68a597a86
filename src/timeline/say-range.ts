import type { DriverAct } from '../machine/driver/act.ts';
import { NO_ADAPTER } from '../machine/driver/without-adapter.ts';
import type { RangeEvent } from '../machine/event.ts';
import { nameHcall } from '../machine/firmware/hcall.ts';
import { adaptersServed } from '../machine/firmware/mr-budget.ts';
import { optionsOf } from '../machine/kernel/options.ts';
import type { Machine } from '../machine/machine.ts';
import type { Stepped } from '../machine/step.ts';
import type { BlocksFact } from '../machine/trace.ts';
import { counted, formatSize } from '../machine/units/bytes.ts';
import { EBUSY, EEXIST, EINVAL, errnoWords } from '../machine/units/errno.ts';
import { goesWithout } from './goes-without.ts';
import { type Counts, rangeOf, type Said } from './said.ts';
import { sayFailure } from './say-failure.ts';
import { sayWaiting } from './say-waiting.ts';

const HAPPENED: Readonly<Record<RangeEvent['type'], string>> = {
  hotplug: 'is online',
  unplug: 'is gone',
  add: 'was added, offline',
  remove: 'was removed',
  online: 'is online',
  offline: 'is offline',
};

/** Memory came or went. */
export function sayRange(
  event: RangeEvent,
  before: Machine,
  done: Stepped,
  blocks: readonly BlocksFact[],
  counts: Counts,
): Said {
  const waiting = sayWaiting(done.machine);
  if (waiting) return waiting;
  const failure = blocks.find((f) => f.ret !== 0);
  if (failure) return sayFailure(failure, done);
  if (done.outcome.ret !== 0) return sayKernelRefusal(event, done);
  const acts = blocks.flatMap((f) => [...f.acts, ...f.lastActs]);
  const stays = event.type === 'unplug' && !done.trace.some((f) => f.type === 'remove');
  const happened = stays ? 'is offline and stays installed' : HAPPENED[event.type];
  const fact = `${rangeOf(event)} ${happened}`;
  const trouble = acts.find(
    (a) =>
      a.ret !== 0 || a.unregister === 'failed' || a.registration?.ret || a.registration?.refused,
  );
  if (trouble) return sayTrouble(fact, trouble, done.machine);
  return {
    fact: counts.moved > 0 ? `${fact}; ${counted(counts.moved, 'section')} moved.` : `${fact}.`,
    cost: costOf(event, before, done, acts, counts),
    tone: acts.length > 0 && goesWithout(done.machine) ? 'broken' : 'good',
  };
}

function costOf(
  event: RangeEvent,
  before: Machine,
  done: Stepped,
  acts: readonly DriverAct[],
  counts: Counts,
): string {
  if (acts.length > 0) {
    const { generation } = done.machine;
    const grown = mapBytes(done.machine) - mapBytes(before);
    const growth =
      grown === 0n
        ? ''
        : `The map ${grown > 0n ? 'grew' : 'shrank'} by ${formatSize(grown > 0n ? grown : -grown)}; `;
    return growth + onEach(done.machine, generation.costWords(counts.hcalls));
  }
  if (event.type === 'add') return 'No notifier hears of an add.';
  if (event.type === 'remove') {
    const stale = done.trace.find((f) => f.type === 'remove');
    return stale?.type === 'remove' && stale.online > 0
      ? 'It was online, and the driver was not told: its map still answers.'
      : 'No notifier hears of a removal.';
  }
  return untoldWords(done.machine);
}

/** What is told is one adapter's; the others did the same, as far as the handles go. */
function onEach(machine: Machine, words: string): string {
  const rules = optionsOf(machine);
  if (rules.adapters === 0) return `${NO_ADAPTER} No hcall was made.`;
  const served = machine.driver.region ? adaptersServed(rules) : rules.adapters;
  const each = served > 1 ? ` So on each of ${served} adapters.` : '';
  const without = goesWithout(machine);
  return `${words}${each}${without ? ` ${without}` : ''}`;
}

const mapBytes = ({ driver, generation }: Machine): bigint => generation.shape(driver).bytes;

/** Why no driver acted on it. */
function untoldWords(machine: Machine): string {
  const { driver, generation } = machine;
  if (generation.status(driver).loaded) return generation.untold;
  return generation.whyGone(driver, machine) === null
    ? 'There is no driver to tell.'
    : 'There is no driver to tell: vmalloc refused its array at load.';
}

function sayTrouble(fact: string, act: DriverAct, { generation, driver }: Machine): Said {
  const name = generation.callback?.name ?? 'the driver';
  const traffic = generation.stopsTransfers
    ? 'transfers stay stopped'
    : 'transfers go on, and fail';
  const broken = (what: string, cost: string): Said => ({
    fact: `${fact}${what}`,
    cost,
    tone: 'broken',
  });
  if (act.ret !== 0)
    return broken(
      ', but not for the device.',
      `${name} ran out of memory for a table; ${traffic}.`,
    );
  if (act.unregister === 'failed' && driver.region)
    return broken(
      '; the device keeps its old region.',
      `“unregister MR failed”: the firmware would not free it; ${traffic}.`,
    );
  if (act.unregister === 'failed')
    return broken(
      '; the device still has no region.',
      `“unregister MR failed”: there was none; ${traffic}.`,
    );
  const hret = nameHcall(act.registration?.lastHret ?? 0);
  if (act.registration?.refused === 'share')
    return broken(
      '; a port was not restarted.',
      `The region stands, its sharing was refused: ${nameHcall(act.registration.shareHret ?? 0)}.`,
    );
  if (act.registration?.refused === 'allocate')
    return broken(
      '; the device lost its region.',
      `Allocating another was refused (${hret}): −EIO, and ${name} said OK.`,
    );
  return broken(
    '; the device lost its region.',
    `Registration ended in −EIO (last hcall: ${hret}), and ${name} said OK.`,
  );
}

function sayKernelRefusal(event: RangeEvent, done: Stepped): Said {
  const { ret } = done.outcome;
  const virtual = done.machine.edition.removalWithVmemmap !== 'works';
  return {
    fact: `${event.type} answered ${errnoWords(ret)}.`,
    cost:
      ret === EBUSY
        ? KEPT[virtual ? 'virtual' : 'online']
        : (WHY_REFUSED[event.type]?.[ret] ?? 'Nothing changed.'),
    tone: 'refused',
  };
}

/** Why memory that should be removed is still there. */
const KEPT = {
  online: 'A block of it is not offline; nothing changed.',
  virtual:
    'The memmap is virtual: the resource is gone, the memory stays, offline, and so does the grant.',
} as const;

/** By what was asked and what it returned. */
const WHY_REFUSED: Readonly<Partial<Record<RangeEvent['type'], Readonly<Record<number, string>>>>> =
  {
    add: {
      [EEXIST]: 'A section of the range has a resource already.',
      [EINVAL]: 'The range is not whole memory blocks.',
    },
    hotplug: { [EEXIST]: 'A section of the range has a resource already.' },
    remove: {
      [EINVAL]: 'A section of the range is not there; those before it are gone.',
    },
  };
