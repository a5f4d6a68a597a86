import {
  ACCESS_VERDICTS,
  type AccessVerdict,
  addCounts,
  type Counts,
  countedAccesses,
  NO_COUNTS,
} from '../machine/device/access.ts';
import type { When } from '../machine/device/device.ts';
import type { AccessFact, DeviceFact, Moment } from '../machine/device-facts.ts';
import type {
  CompleteEvent,
  DmaEvent,
  MachineEvent,
  PostEvent,
  TrafficEvent,
} from '../machine/event.ts';
import type { Trace } from '../machine/trace.ts';
import { counted, formatCount } from '../machine/units/bytes.ts';
import { sectionOf } from '../machine/units/section.ts';
import { spellAddress } from '../machine/units/spell-address.ts';
import type { Said } from './said.ts';
import { sayNoRegion } from './say-send.ts';

/** What an event of the device came to, in words; and what the device met in the middle of any other. */

export type DeviceEvent = PostEvent | CompleteEvent | DmaEvent | TrafficEvent;

const DEVICE_EVENTS: readonly string[] = ['post', 'complete', 'dma', 'traffic'];

export const isDeviceEvent = (event: MachineEvent): event is DeviceEvent =>
  DEVICE_EVENTS.includes(event.type);

export const bufferWords = (buffer: number | undefined): string =>
  buffer === undefined ? 'all buffers' : `buffer ${buffer}`;

/** `before ehea in MEM_ONLINE`, `after 72 hcalls` */
export const whenWords = (when: When): string =>
  'hcall' in when
    ? `after ${counted(when.hcall, 'hcall')}`
    : `before ${when.before} in ${when.round}`;

export function momentWords(moment: Moment): string {
  switch (moment.at) {
    case 'round':
      return `before ${moment.before} in ${moment.round}`;
    case 'registration':
      return `after ${counted(moment.hcalls, 'hcall')} of a registration`;
    default:
      return moment.at;
  }
}

export function deviceTitle(event: DeviceEvent): string {
  switch (event.type) {
    case 'post':
      return `post ${spellAddress(BigInt(event.address))}`;
    case 'complete':
      return `complete ${bufferWords(event.buffer)}`;
    case 'dma':
      return `DMA, ${bufferWords(event.buffer)}${event.when ? ', armed' : ''}`;
    case 'traffic':
      return event.accesses === 0 ? 'traffic off' : `traffic, ${formatCount(event.accesses)}`;
  }
}

type FactOf<T extends DeviceFact['type']> = Extract<DeviceFact, { type: T }>;

const factsOf = <T extends DeviceFact['type']>(trace: Trace, type: T): readonly FactOf<T>[] =>
  trace.filter((fact): fact is FactOf<T> => fact.type === type);

export function sayDevice(event: DeviceEvent, trace: Trace): Said {
  switch (event.type) {
    case 'post':
      return sayPost(trace);
    case 'complete':
      return {
        fact: `The device has done with buffer ${event.buffer}.`,
        cost: 'It is off the queue.',
        tone: 'neutral',
      };
    case 'dma':
      return event.when
        ? {
            fact: `The device will access ${bufferWords(event.buffer)} ${whenWords(event.when)}.`,
            cost: 'It does so once, in the middle of what comes.',
            tone: 'neutral',
          }
        : sayDma(trace);
    case 'traffic':
      return event.accesses === 0
        ? {
            fact: 'Traffic is off.',
            cost: 'The device moves what is asked of it.',
            tone: 'neutral',
          }
        : {
            fact: `Traffic is on: ${counted(event.accesses, 'access', 'accesses')} at each moment of a step.`,
            cost: 'Where its buffers lie is drawn from a seed: the same scene, the same accesses.',
            tone: 'neutral',
          };
  }
}

function sayPost(trace: Trace): Said {
  const [fact] = factsOf(trace, 'post');
  if (!fact) return { fact: '', cost: '', tone: 'neutral' };
  const where = spellAddress(BigInt(fact.physical));
  const queued = fact.queued ? ' Transfers are stopped and a rebuild is queued.' : '';
  switch (fact.kept) {
    case 'oops':
      return {
        fact: `${where}: the driver read through a null array.`,
        cost: 'An oops: nothing was posted.',
        tone: 'broken',
      };
    case 'owed':
      return {
        fact: `${where} was not posted: transfers are stopped.`,
        cost: 'The receive path counts the buffer as owed.',
        tone: 'refused',
      };
    case 'dropped':
      if (fact.missAt === 'budget') return sayNoRegion(where);
      return {
        fact: `${where} missed the map.`,
        cost: `The ${fact.direction === 'write' ? 'receive' : 'transmit'} path looks at the answer and drops the buffer.${queued}`,
        tone: 'refused',
      };
    case 'purged':
      return {
        fact: `${where} is buffer ${fact.buffer}, posted with the PURGE bit.`,
        cost: 'Transfers are stopped: the device will not move it.',
        tone: 'refused',
      };
    case 'posted':
      return fact.bus === null
        ? {
            fact: `${where} missed the map, and is buffer ${fact.buffer} all the same.`,
            cost: `The transmit path stores all ones unchecked.${queued}`,
            tone: 'broken',
          }
        : {
            fact: `${where} is buffer ${fact.buffer}, bus ${fact.bus}.`,
            cost:
              fact.direction === 'read'
                ? 'The device will read it.'
                : 'The device will write to it.',
            tone: 'good',
          };
  }
}

const isBad = (verdict: AccessVerdict): boolean => verdict !== 'ok' && verdict !== 'held';

/** What an access came to, in a sentence. */
function accessWords({ verdict, would, reached, direction, buffer }: AccessFact): string {
  const name = buffer === null ? 'a buffer of traffic' : `buffer ${buffer}`;
  const verb = direction === 'read' ? 'read' : 'wrote to';
  switch (verdict) {
    case 'ok':
      return `The device ${verb} ${name}: the page that was meant.`;
    case 'miss':
      return `The device was given all ones for ${name}: it reaches nothing.`;
    case 'no region':
      return `No memory region stands behind ${name}: the DMA fails.`;
    case 'stale':
      return `The device ${verb} ${name} in memory that is not online.`;
    case 'wrong page': {
      const section = formatCount(sectionOf(BigInt(reached ?? '0x0')));
      return `The device ${verb} section ${section} for ${name}: a wrong page.`;
    }
    case 'held':
      return `Nothing moved for ${name}: it is held. It would have been ${would}.`;
  }
}

/** `3 ok, 1 wrong page` */
export const countWords = (counts: Counts): string =>
  ACCESS_VERDICTS.filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${formatCount(counts[verdict])} ${verdict}`)
    .join(', ');

function countFacts(facts: readonly AccessFact[]): Counts {
  const counts = { ...NO_COUNTS };
  for (const { verdict } of facts) counts[verdict] += 1;
  return counts;
}

const TOLD: readonly AccessVerdict[] = ['wrong page', 'stale', 'no region', 'miss', 'held', 'ok'];

const worstOf = (accesses: readonly AccessFact[]): AccessFact | undefined =>
  TOLD.flatMap((verdict) => accesses.filter((a) => a.verdict === verdict))[0];

function sayDma(trace: Trace): Said {
  const accesses = factsOf(trace, 'dma').flatMap((f) => f.accesses);
  const worst = worstOf(accesses);
  if (!worst) return { fact: '', cost: '', tone: 'neutral' };
  const tone = isBad(worst.verdict) ? 'broken' : worst.verdict === 'held' ? 'refused' : 'good';
  const [only] = accesses.length === 1 ? accesses : [];
  return only
    ? { fact: accessWords(only), cost: meantWords(only), tone }
    : {
        fact: `${counted(accesses.length, 'access', 'accesses')}: ${countWords(countFacts(accesses))}.`,
        cost: accessWords(worst),
        tone,
      };
}

const meantWords = ({ meant, bus }: AccessFact): string =>
  `${spellAddress(BigInt(meant))} was meant, bus ${bus ?? 'all ones'} was given.`;

/** What the device met in the middle of another event, to be said after its own account; null: nothing worth it. */
export function sayMet(trace: Trace): string | null {
  const armed = factsOf(trace, 'dma').filter((f) => f.armed);
  const worst = worstOf(armed.flatMap((f) => f.accesses));
  if (worst) return accessWords(worst);
  const traffic = factsOf(trace, 'traffic');
  if (!traffic.some(isTroubled)) return null;
  const counts = traffic.reduce((sum, f) => addCounts(sum, f.counts), NO_COUNTS);
  return `Of ${counted(countedAccesses(counts), 'access', 'accesses')}: ${countWords(counts)}.`;
}

/** True for a fact of an access that went wrong. */
export function isTroubled(fact: Trace[number]): boolean {
  if (fact.type === 'dma') return fact.accesses.some((a) => isBad(a.verdict));
  return fact.type === 'traffic' && ACCESS_VERDICTS.some((v) => isBad(v) && fact.counts[v] > 0);
}
