import { configure } from './configure.ts';
import { dma, driverActed, refuseDma } from './device-access.ts';
import { complete, post, refuseComplete, refusePost, tellRequeue } from './device-queue.ts';
import { beginTraffic, endTraffic, setTraffic } from './device-traffic.ts';
import { Draft } from './draft.ts';
import type { InputError, MachineEvent, Outcome, RangeEvent } from './event.ts';
import { armFault, refuseAnswer, refusePages, signal, tellPages } from './faults.ts';
import { addMemory, changeState, hotplug, removeMemory, unplug } from './hotplug.ts';
import type { Machine } from './machine.ts';
import type { Extent } from './memory/resource.ts';
import { probe, refuseProbe } from './probe.ts';
import { refuseRange, refuseWhileWaiting } from './refusal.ts';
import { refuseRegister, refuseUnregister, register, unregister } from './register-callback.ts';
import { send } from './send.ts';
import type { Trace } from './trace.ts';
import { errnoName } from './units/errno.ts';

/** A machine after an event, what happened on the way, and what the last kernel call returned. */
export interface Stepped {
  readonly ok: true;
  readonly machine: Machine;
  readonly trace: Trace;
  readonly outcome: Outcome;
  /** Of the blocks that were gone through one by one; what costs in runs is not in it. */
  readonly work: number;
}

/** The event does not fit this machine; nothing happened. */
export interface Refused {
  readonly ok: false;
  readonly error: InputError;
}

/**
 * One event. Pure: the same machine and event give the same result, in the page and in Node. Expected failures
 * are outcomes in the kernel's own numbers; only a bug throws.
 */
export function step(machine: Machine, event: MachineEvent): Stepped | Refused {
  if (event.type === 'configure') {
    const done = configure(machine, event);
    return done.ok
      ? { ok: true, ...done.value, outcome: { ret: 0, errno: null }, work: 0 }
      : { ok: false, error: done.error };
  }
  const error = refuseWhileWaiting(machine, event) ?? refuse(machine, event);
  if (error) return { ok: false, error };
  const draft = new Draft(machine);
  beginTraffic(draft);
  const outcome = apply(draft, event);
  tellRequeue(draft);
  endTraffic(draft);
  return { ok: true, machine: draft.machine(), trace: draft.facts, outcome, work: draft.work };
}

type StepEvent = Exclude<MachineEvent, { type: 'configure' }>;

const bytesOf = (event: RangeEvent): Extent => {
  const start = BigInt(event.start);
  return { start, end: start + BigInt(event.size) };
};

function refuse(machine: Machine, event: StepEvent): InputError | null {
  switch (event.type) {
    case 'hotplug':
    case 'unplug':
    case 'add':
    case 'remove':
    case 'online':
    case 'offline':
      return refuseRange(machine, event, bytesOf(event));
    case 'register':
      return refuseRegister(machine, event);
    case 'unregister':
      return refuseUnregister(machine, event);
    case 'failCallback':
      return refuseAnswer(machine, event);
    case 'pages':
      return refusePages(machine, event);
    case 'probe':
      return refuseProbe(machine, event);
    case 'post':
      return refusePost(machine);
    case 'complete':
      return refuseComplete(machine, event);
    case 'dma':
      return refuseDma(machine, event);
    case 'failAllocation':
    case 'failHcall':
    case 'signal':
    case 'send':
    case 'traffic':
    case 'work':
      return null;
    default:
      return unknown(event);
  }
}

const RANGE = {
  hotplug,
  unplug,
  add: addMemory,
  remove: removeMemory,
  online: (draft: Draft, bytes: Extent, as?: RangeEvent['as']) =>
    changeState(draft, as ?? 'online', bytes),
  offline: (draft: Draft, bytes: Extent) => changeState(draft, 'offline', bytes),
} as const;

const returned = (ret: number): Outcome => ({ ret, errno: errnoName(ret) });

/** What whoever asked is told; nothing yet where a block waits. */
const ended = ({ pending }: Draft, ret: number): Outcome =>
  pending ? { ret: 0, errno: null, pending: true } : returned(ret);

function apply(draft: Draft, event: StepEvent): Outcome {
  switch (event.type) {
    case 'register':
      register(draft, event);
      return returned(0);
    case 'unregister':
      unregister(draft, event);
      return returned(0);
    case 'failAllocation':
    case 'failHcall':
    case 'failCallback':
      armFault(draft, event);
      return returned(0);
    case 'pages':
      return ended(draft, tellPages(draft, event));
    case 'signal':
      return ended(draft, signal(draft));
    case 'probe':
      return returned(probe(draft, event));
    case 'send':
      return send(draft, BigInt(event.address));
    case 'work':
      return returned(work(draft));
    case 'post':
      return post(draft, event);
    case 'complete':
      complete(draft, event);
      return returned(0);
    case 'dma':
      dma(draft, event);
      return returned(0);
    case 'traffic':
      setTraffic(draft, event);
      return returned(0);
    default:
      return ended(draft, RANGE[event.type](draft, bytesOf(event), event.as));
  }
}

/** Queued work has its turn. */
function work(draft: Draft): number {
  const before = draft.driver;
  const { driver, ran, act, ret } = draft.generation.work(draft, before);
  draft.driver = driver;
  driverActed(draft, before, act);
  draft.facts.push({ type: 'work', ran, act, ret });
  return ret;
}

function unknown(event: never): never {
  throw new Error(`No such event: ${JSON.stringify(event)}`);
}
