import type { MachineEvent } from '../machine/event.ts';
import type { Machine } from '../machine/machine.ts';
import type { Stepped } from '../machine/step.ts';
import type { BlocksFact, Fact } from '../machine/trace.ts';
import { spellAddress } from '../machine/units/spell-address.ts';
import type { Account } from './account.ts';
import { deviceTitle, isDeviceEvent, isTroubled, sayDevice, sayMet } from './device-account.ts';
import { marksOf } from './marks.ts';
import { movedBetween } from './moved.ts';
import { type Counts, rangeOf, type Said } from './said.ts';
import { sayConfigure } from './say-configure.ts';
import { sayFault, titleOfFault } from './say-fault.ts';
import { sayProbe } from './say-probe.ts';
import { sayRange } from './say-range.ts';
import { saySend } from './say-send.ts';
import { unreadWords } from './say-unread.ts';
import { sayWork } from './say-work.ts';

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
    ...withMet(event, done, say(event, before, done, blocks, { moved, hcalls })),
    ret: done.outcome.ret,
    errno: done.outcome.errno,
    rounds: blocks.reduce((n, f) => n + BigInt(f.blocks) * BigInt(f.rounds.length), 0n).toString(),
    hcalls: hcalls.toString(),
    renumbered: moved,
    marks: marksOf(done.trace),
  };
}

/** What the device met in the middle of it is said after it, and is the louder. */
function withMet(event: MachineEvent, done: Stepped, said: Said): Said {
  const met = isDeviceEvent(event) ? null : sayMet(done.trace);
  if (met === null) return said;
  const tone = done.trace.some(isTroubled) ? 'broken' : said.tone;
  return { ...said, cost: `${said.cost} ${met}`.trim(), tone };
}

function hcallsOf(fact: Fact): bigint {
  if (fact.type === 'blocks') return BigInt(fact.hcalls);
  if (fact.type === 'load' || fact.type === 'work')
    return BigInt(fact.act?.registration?.hcalls ?? 0);
  return 0n;
}

/** An event in a few words: `hotplug 16 MiB at 2⁴⁴`. */
export function titleOf(event: MachineEvent): string {
  if (isDeviceEvent(event)) return deviceTitle(event);
  switch (event.type) {
    case 'register':
      return `register ${event.name}`;
    case 'unregister':
      return `unregister ${event.name}`;
    case 'configure':
      return 'reboot, changed';
    case 'failAllocation':
    case 'failHcall':
    case 'failCallback':
    case 'pages':
    case 'signal':
      return titleOfFault(event);
    case 'probe':
      return `probe ${spellAddress(BigInt(event.address))}`;
    case 'send':
      return `send ${spellAddress(BigInt(event.address))}`;
    case 'work':
      return 'queued work';
    default:
      return `${event.type} ${rangeOf(event)}`;
  }
}

function say(
  event: MachineEvent,
  before: Machine,
  done: Stepped,
  blocks: readonly BlocksFact[],
  counts: Counts,
): Said {
  if (isDeviceEvent(event)) return sayDevice(event, done.trace);
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
    case 'failHcall':
    case 'failCallback':
    case 'pages':
    case 'signal':
      return sayFault(event, before, done);
    case 'probe':
      return sayProbe(event, done);
    case 'send':
      return saySend(done);
    case 'work':
      return sayWork(done, counts);
    default: {
      const said = sayRange(event, before, done, blocks, counts);
      return { ...said, cost: `${said.cost} ${unreadWords(event, before)}`.trim() };
    }
  }
}
