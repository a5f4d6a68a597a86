import type { Counts } from '../machine/device/access.ts';
import type { AccessFact, Moment } from '../machine/device-facts.ts';
import type { DriverAct } from '../machine/driver/act.ts';
import type { Round } from '../machine/notifier/round.ts';
import type { BlocksFact, Fact } from '../machine/trace.ts';
import { errnoName } from '../machine/units/errno.ts';
import { spellName } from '../scenario/text/line.ts';
import { printSpan, spanOf, spanOfHex } from './print-span.ts';

/**
 * A fact in one line for a log, in our words: for a mail or a bug report, where accounts for the page would
 * be too long. Lists are counted.
 */
export const sayFact = (fact: Fact): string => (SAY[fact.type] as (fact: Fact) => string)(fact);

type FactOf<T extends Fact['type'], F = Fact> = F extends { readonly type: infer U }
  ? T extends U
    ? F
    : never
  : never;

const SAY: { readonly [T in Fact['type']]: (fact: FactOf<T>) => string } = {
  boot: ({ memory, sections, beyond }) =>
    `boot: ${memory} bytes of memory, ${count(sections, 'section')}${beyond === '0' ? '' : `, ${beyond} bytes beyond the physical bits`}`,
  load: ({ driver, act, ret, refused }) =>
    `driver ${driver}: load ${answer(ret)}${refused === null ? '' : ` (${refused})`}${act ? `; ${sayAct(act)}` : ''}`,
  grant: (fact) => `firmware: ${printSpan(spanOfHex(fact))} granted`,
  revoke: (fact) => `firmware: ${printSpan(spanOfHex(fact))} taken back`,
  add: ({ first, sections, already, ret }) =>
    `add ${count(sections, 'section')} from ${first} on: ${answer(ret)}${already === 0 ? '' : `; ${already} there already`}`,
  remove: ({ first, sections, online, ret }) =>
    `remove ${count(sections, 'section')} from ${first} on: ${answer(ret)}${online === 0 ? '' : `; ${online} still online`}`,
  blocks: sayBlocks,
  register: ({ name, priority, position }) =>
    `notifier ${spellName(name)}: registered with priority ${priority}, place ${position}`,
  unregister: ({ name }) => `notifier ${spellName(name)}: unregistered`,
  configure: ({ changes }) =>
    `rebooted with ${changes.map(({ key, from, to }) => `${key} ${to} (was ${from})`).join(', ') || 'nothing changed'}`,
  arm: ({ what, nth, code, call }) =>
    `armed: ${hcallOr(what, call)} ${nth} from here fails${code === null ? '' : ` with ${code}`}`,
  fired: ({ what, code, call }) =>
    `as told: ${hcallOr(what, call)} failed${code === null ? '' : ` with ${code}`}`,
  'answer armed': ({ name, action, answer: told }) =>
    `armed: ${spellName(name)} answers ${told} to ${action}`,
  'answered as told': ({ name, action, answer: told }) =>
    `as told: ${spellName(name)} answered ${told} to ${action}`,
  signal: ({ came }) => `signal ${came}`,
  pages: ({ are, first, sections }) => `pages of ${printSpan(spanOf(first, sections))}: ${are}`,
  probe: ({ address, section, added, ret }) =>
    `probe ${address}: section ${section} ${added ? 'added' : 'not added'}, ${answer(ret)}`,
  send: ({ physical, bus, missAt, queued, oops }) =>
    `send ${physical}: ${sayBus(bus, missAt)}${queued ? ', work queued' : ''}${oops ? ', oops' : ''}`,
  work: ({ ran, act, ret }) =>
    `queued work: ${ran}, ${answer(ret)}${act ? `; ${sayAct(act)}` : ''}`,
  post: ({ buffer, direction, physical, bus, missAt, kept }) =>
    `post ${physical} to ${direction}: ${sayBus(bus, missAt)}, ${buffer === null ? 'no buffer' : `buffer ${buffer}`}, ${kept}`,
  complete: ({ buffer }) => `buffer ${buffer}: complete`,
  armAccess: ({ buffer, when }) =>
    `armed: the device accesses ${sayBuffer(buffer)} ${'hcall' in when ? `after hcall ${when.hcall}` : `at ${when.round} before ${spellName(when.before)}`}`,
  dma: ({ moment, accesses }) =>
    `dma ${sayMoment(moment)}: ${accesses.map(sayAccess).join('; ') || 'nothing to access'}`,
  requeue: ({ moved, gone }) =>
    `queues started again: ${count(moved.length, 'buffer')} translated anew, ${gone.length} gone`,
  trafficSet: ({ accesses, seed, buffers }) =>
    `traffic: ${accesses} accesses, ${buffers} buffers, seed ${seed}`,
  traffic: ({ moment, counts }) => `traffic ${sayMoment(moment)}: ${sayCounts(counts)}`,
};

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** `returned 0`, `returned -12 (ENOMEM)`. */
export function answer(ret: number): string {
  const name = ret < 0 ? errnoName(ret) : null;
  return `returned ${ret}${name === null ? '' : ` (${name})`}`;
}

const hcallOr = (what: 'allocation' | 'hcall', call: string | undefined): string =>
  call === undefined ? what : `${what} (${call})`;

const sayBus = (bus: string | null, missAt: string | null): string =>
  bus === null ? `missed at ${missAt}` : `bus ${bus}`;

const sayBuffer = (buffer: number | null): string =>
  buffer === null ? 'every buffer' : `buffer ${buffer}`;

function sayBlocks(fact: BlocksFact): string {
  const { op, first, blocks, sectionsPerBlock, rounds, ret, cause, hcalls, lastActs } = fact;
  const parts = [
    `${op} ${count(blocks, 'block')} ${printSpan(spanOf(first, blocks * sectionsPerBlock))}: ${fact.waits ? 'waits for its pages' : answer(ret)}${cause ? ` (${cause})` : ''}`,
    ...rounds.map(sayRound),
    ...lastActs.slice(-1).map(sayAct),
    ...(hcalls === '0' ? [] : [`${hcalls} page-registration hcalls`]),
  ];
  return parts.join('; ');
}

function sayRound({ action, calls, stoppedAt, errno }: Round): string {
  const stopper = stoppedAt === null ? undefined : calls[stoppedAt];
  if (!stopper) return `${action} to ${count(calls.length, 'callback')}`;
  return `${action} stopped by ${spellName(stopper.name)}${errno < 0 ? ` with ${errnoName(errno) ?? errno}` : ''}`;
}

function sayAct({ update, ret, mrLengthAfter, registration, unregister }: DriverAct): string {
  const map = `map ${update}${ret === 0 ? '' : ` ${answer(ret)}`}`;
  if (!registration) return `${map}${unregister === 'failed' ? ', unregister MR failed' : ''}`;
  const region = `region ${registration.handle} of ${mrLengthAfter}`;
  return `${map}, ${region}${registration.ret === 0 ? '' : ` ${answer(registration.ret)}`}`;
}

function sayMoment(moment: Moment): string {
  if (moment.at === 'round')
    return `at ${moment.round} before ${spellName(moment.before)}, block of section ${moment.first}`;
  return moment.at === 'registration' ? `after ${moment.hcalls} hcalls` : moment.at;
}

const sayAccess = ({ buffer, direction, bus, verdict }: AccessFact): string =>
  `${buffer === null ? 'traffic' : `buffer ${buffer}`} ${direction} at ${bus ?? 'no address'}: ${verdict}`;

const sayCounts = (counts: Counts): string =>
  Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([verdict, n]) => `${n} ${verdict}`)
    .join(', ') || 'none';
