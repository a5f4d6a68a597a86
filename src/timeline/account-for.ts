import type { DriverAct } from '../machine/driver/act.ts';
import type { MachineEvent, RangeEvent } from '../machine/event.ts';
import { nameHcall } from '../machine/firmware/hcall.ts';
import { OPTION_WORDS } from '../machine/kernel/options.ts';
import type { Machine } from '../machine/machine.ts';
import type { Stepped } from '../machine/step.ts';
import type { BlocksFact, Fact } from '../machine/trace.ts';
import { formatHex } from '../machine/units/address.ts';
import { BUSMAP_START } from '../machine/units/bus-space.ts';
import { counted, formatCount, formatSize } from '../machine/units/bytes.ts';
import { errnoWords } from '../machine/units/errno.ts';
import { sectionOf } from '../machine/units/section.ts';
import { spellAddress } from '../machine/units/spell-address.ts';
import type { Account } from './account.ts';
import { marksOf } from './marks.ts';
import { movedBetween } from './moved.ts';
import { billOf } from './report.ts';

interface Said {
  readonly fact: string;
  readonly cost: string;
  readonly tone: Account['tone'];
}

/** What an event did, in two clauses, with the counts that the time bar draws. */
export function accountFor(
  step: number,
  event: MachineEvent,
  before: Machine,
  done: Stepped,
): Account {
  const blocks = done.trace.filter((f): f is BlocksFact => f.type === 'blocks');
  const moved = event.type === 'configure' ? 0 : movedBetween(before, done.machine);
  const hcalls = done.trace.reduce((sum, fact) => sum + hcallsOf(fact), 0n);
  return {
    step,
    type: event.type,
    title: titleOf(event),
    ...say(event, before, done, blocks, { moved, hcalls }),
    ret: done.outcome.ret,
    errno: done.outcome.errno,
    rounds: blocks.reduce((n, f) => n + BigInt(f.blocks) * BigInt(f.rounds.length), 0n).toString(),
    hcalls: hcalls.toString(),
    renumbered: moved,
    marks: marksOf(done.trace),
  };
}

function hcallsOf(fact: Fact): bigint {
  if (fact.type === 'blocks') return BigInt(fact.hcalls);
  if (fact.type === 'load' || fact.type === 'work')
    return BigInt(fact.act?.registration?.hcalls ?? 0);
  return 0n;
}

const rangeOf = (event: RangeEvent): string =>
  `${formatSize(BigInt(event.size))} at ${spellAddress(BigInt(event.start))}`;

function titleOf(event: MachineEvent): string {
  switch (event.type) {
    case 'register':
      return `register ${event.name}`;
    case 'unregister':
      return `unregister ${event.name}`;
    case 'configure':
      return 'reboot, changed';
    case 'failAllocation':
      return `allocation ${event.nth} will fail`;
    case 'failHcall':
      return `hcall ${event.nth} will fail`;
    case 'send':
      return `send ${spellAddress(BigInt(event.address))}`;
    case 'work':
      return 'queued work';
    default:
      return `${event.type} ${rangeOf(event)}`;
  }
}

interface Counts {
  readonly moved: number;
  readonly hcalls: bigint;
}

function say(
  event: MachineEvent,
  before: Machine,
  done: Stepped,
  blocks: readonly BlocksFact[],
  counts: Counts,
): Said {
  switch (event.type) {
    case 'register':
      return {
        fact: `${event.name} joined the chain.`,
        cost: `It is asked with priority ${event.priority}.`,
        tone: 'neutral',
      };
    case 'unregister':
      return {
        fact: `${event.name} left the chain.`,
        cost: 'It is asked no more.',
        tone: 'neutral',
      };
    case 'configure':
      return sayConfigure(done);
    case 'failAllocation':
      return {
        fact: `Allocation ${formatCount(event.nth)} from here will fail.`,
        cost: 'It counts the tables of the driver’s map.',
        tone: 'neutral',
      };
    case 'failHcall':
      return {
        fact: `Page-registration hcall ${formatCount(event.nth)} from here will fail.`,
        cost: `It will answer ${nameHcall(event.code ?? -1)}.`,
        tone: 'neutral',
      };
    case 'send':
      return saySend(done);
    case 'work':
      return sayWork(done, counts);
    default:
      return sayRange(event, before, done, blocks, counts);
  }
}

function sayConfigure(done: Stepped): Said {
  const changed = done.trace.find((f) => f.type === 'configure');
  const list = changed?.type === 'configure' ? changed.changes : [];
  const refused = done.trace.some((f) => f.type === 'load' && f.ret !== 0);
  return {
    fact:
      list.length === 0
        ? 'Power off, on again: nothing changed.'
        : `Rebooted: ${list.map(changeWords).join(', ')}.`,
    cost: refused
      ? 'The driver did not load: vmalloc refused its array.'
      : 'Map and memory region were built anew.',
    tone: refused ? 'broken' : 'neutral',
  };
}

const SETTINGS: Readonly<Record<string, string>> = {
  ...OPTION_WORDS,
  pageSize: 'page size',
  blockSize: 'block size',
  physicalBits: 'physical bits',
};

/** `block size 16 MiB is now 128 MiB` */
function changeWords({ key, from, to }: { key: string; from: string; to: string }): string {
  const say = (value: string): string =>
    key === 'pageSize' || key === 'blockSize' ? formatSize(BigInt(value)) : value;
  return `${SETTINGS[key] ?? key} ${say(from)} is now ${say(to)}`;
}

function saySend(done: Stepped): Said {
  const fact = done.trace.find((f) => f.type === 'send');
  if (fact?.type !== 'send') return { fact: '', cost: '', tone: 'neutral' };
  const where = spellAddress(BigInt(fact.physical));
  if (fact.oops)
    return {
      fact: `${where}: the driver read through a null array.`,
      cost: 'An oops: nothing changed.',
      tone: 'broken',
    };
  // An entry left at the flag value 1 answers 1 | offset.
  if (fact.bus !== null && BigInt(fact.bus) < BUSMAP_START)
    return {
      fact: `${where} was sent as bus ${fact.bus}.`,
      cost: 'That is no address: the entry was left at 1 when memory ran out.',
      tone: 'broken',
    };
  if (fact.bus !== null) return saySent(done, where, BigInt(fact.physical), BigInt(fact.bus));
  return {
    fact: `${where} missed the map.`,
    cost: fact.queued
      ? 'Transfers are stopped and a rebuild is queued.'
      : 'The buffer is dropped; nobody is told.',
    tone: 'refused',
  };
}

/** What lies where the device reads, if it is not online memory. */
const goneWords = ({ sections }: Machine, section: number): string =>
  sections.offline.has(section)
    ? 'The device reads memory that is offline.'
    : 'The device reads memory that has been taken away.';

/** The map answered; what the device makes of it is another matter. */
function saySent(done: Stepped, where: string, physical: bigint, bus: bigint): Said {
  const fact = `${where} was sent as bus ${formatHex(bus)}.`;
  const reached = done.machine.generation.reach(done.machine.driver, bus);
  if (reached === null)
    return { fact, cost: 'No memory region stands behind it: the DMA fails.', tone: 'broken' };
  if (reached === physical)
    return done.machine.sections.online.has(sectionOf(physical))
      ? { fact, cost: 'The device reads that very byte.', tone: 'good' }
      : { fact, cost: goneWords(done.machine, sectionOf(physical)), tone: 'broken' };
  const section = formatCount(sectionOf(reached));
  return { fact, cost: `The device reads section ${section} there: a wrong page.`, tone: 'broken' };
}

function sayWork(done: Stepped, counts: Counts): Said {
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

const HAPPENED: Readonly<Record<RangeEvent['type'], string>> = {
  hotplug: 'is online',
  unplug: 'is gone',
  add: 'was added, offline',
  remove: 'was removed',
  online: 'is online',
  offline: 'is offline',
};

function sayRange(
  event: RangeEvent,
  before: Machine,
  done: Stepped,
  blocks: readonly BlocksFact[],
  counts: Counts,
): Said {
  const failure = blocks.find((f) => f.ret !== 0);
  if (failure) return sayFailure(failure, done.machine);
  if (done.outcome.ret !== 0) return sayKernelRefusal(event, done);
  const acts = blocks.flatMap((f) => [...f.acts, ...f.lastActs]);
  const stays = event.type === 'unplug' && !before.edition.canRemove;
  const happened = stays ? 'is offline and stays installed' : HAPPENED[event.type];
  const fact = `${rangeOf(event)} ${happened}`;
  const trouble = acts.find((a) => a.ret !== 0 || a.unregister === 'failed' || a.registration?.ret);
  if (trouble) return sayTrouble(fact, trouble, done.machine.generation.stopsTransfers);
  return {
    fact: counts.moved > 0 ? `${fact}; ${counted(counts.moved, 'section')} moved.` : `${fact}.`,
    cost: costOf(event, before, done, acts, counts),
    tone: 'good',
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
    const grown = billOf(done.machine).threeLevel - billOf(before).threeLevel;
    const growth =
      grown === 0n
        ? ''
        : `The map ${grown > 0n ? 'grew' : 'shrank'} by ${formatSize(grown > 0n ? grown : -grown)}; `;
    const hcalls = `${counted(counts.hcalls, 'hcall')} registered every page again.`;
    return growth + hcalls;
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

/** Why no driver acted on it. */
function untoldWords(machine: Machine): string {
  const { driver, generation } = machine;
  if (generation.status(driver).loaded) return 'The driver was not told.';
  return generation.whyGone(driver, machine) === null
    ? 'There is no driver to tell.'
    : 'There is no driver to tell: vmalloc refused its array at load.';
}

function sayTrouble(fact: string, act: DriverAct, stops: boolean): Said {
  const traffic = stops ? 'transfers stay stopped' : 'transfers go on, and fail';
  if (act.ret !== 0)
    return {
      fact: `${fact}, but not for the device.`,
      cost: `ehea ran out of memory for a table; ${traffic}.`,
      tone: 'broken',
    };
  if (act.unregister === 'failed')
    return {
      fact: `${fact}; the device still has no region.`,
      cost: `“unregister MR failed”: there was none; ${traffic}.`,
      tone: 'broken',
    };
  return {
    fact: `${fact}; the device lost its region.`,
    cost: `Registration ended in −EIO (last hcall: ${nameHcall(act.registration?.lastHret ?? 0)}), and ehea said OK.`,
    tone: 'broken',
  };
}

/** A block that would not change: who refused, and what that did to eHEA. */
function sayFailure(fact: BlocksFact, after: Machine): Said {
  const answer = errnoWords(fact.ret);
  const where = spellAddress(BigInt(fact.first) << 24n);
  const [going] = fact.rounds;
  if (!going)
    return {
      fact: `The block at ${where} answered ${answer}.`,
      cost: 'No callback was asked.',
      tone: 'refused',
    };
  if (going.errno === 0)
    return {
      fact: `The block at ${where} answered ${answer}.`,
      cost: 'The firmware has not granted that memory; a CANCEL went to everybody.',
      tone: 'refused',
    };
  const last = [...going.calls].reverse().find((c) => c.answer !== null);
  const added = fact.acts.find((a) => a.on === 'MEM_CANCEL_OFFLINE');
  const removed = fact.acts.some((a) => a.on === 'MEM_GOING_OFFLINE');
  const refused = `${last?.name ?? 'The chain'} refused: ${answer}.`;
  if (added && !removed)
    return {
      fact: refused,
      cost: after.driver.region
        ? 'ehea, never asked, added memory it already had.'
        : 'ehea, never asked, added memory it already had: the device lost its region.',
      tone: 'broken',
    };
  return {
    fact: refused,
    cost:
      fact.op === 'online'
        ? `The memory at ${where} stays offline.`
        : `The memory at ${where} stays online.`,
    tone: 'refused',
  };
}

function sayKernelRefusal(event: RangeEvent, done: Stepped): Said {
  const reason =
    event.type === 'remove'
      ? 'A section of the range is not there; those before it are gone.'
      : 'A section of the range has a resource already.';
  return {
    fact: `${event.type} answered ${errnoWords(done.outcome.ret)}.`,
    cost: reason,
    tone: 'refused',
  };
}
