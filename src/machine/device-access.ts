import { chainsOf, refuseNeverAsked } from './asked-actions.ts';
import { access, addCounts, NO_COUNTS, type Reach } from './device/access.ts';
import { type ArmedAccess, MOST_POSTED } from './device/device.ts';
import { queueRulesOf } from './device/queue-rules.ts';
import { type AccessFact, accessFact, type Moment } from './device-facts.ts';
import { restartQueues } from './device-queue.ts';
import { reachNow } from './device-reach.ts';
import { trafficBefore, trafficInRegistration } from './device-traffic.ts';
import type { Draft } from './draft.ts';
import type { DriverAct } from './driver/act.ts';
import type { Driver } from './driver/driver.ts';
import type { DmaEvent, InputError } from './event.ts';
import { H_SUCCESS } from './firmware/hcall.ts';
import { reachIn } from './firmware/memory-region.ts';
import type { Callback, Machine } from './machine.ts';
import type { MemoryAction } from './notifier/action.ts';

/**
 * The device accesses what was posted: at once, or in the middle of what is still to come. Each access is judged
 * against the machine as it is at that very moment.
 */

export function refuseDma(machine: Machine, event: DmaEvent): InputError | null {
  const { device, chain } = machine;
  const refuse = (message: string, field: string): InputError => ({
    code: 'bad-event',
    message,
    field,
  });
  const { buffer, when } = event;
  if (buffer !== undefined && device.queue.every((p) => p.number !== buffer))
    return refuse(`No buffer ${buffer} is on the queue.`, 'buffer');
  if (!when)
    return device.queue.length === 0
      ? refuse('No buffer is posted: post one first.', 'type')
      : null;
  if (device.armed.length >= MOST_POSTED)
    return { code: 'too-many', message: `At most ${MOST_POSTED} accesses are armed at a time.` };
  if (!('before' in when)) return null;
  return chain.some((c) => c.name === when.before)
    ? refuseNeverAsked(chainsOf(machine), when.before, when.round, 'when.round')
    : refuse(`No callback "${when.before}" is in the chain.`, 'when.before');
}

/** The device accesses buffers now, or is told when it will. */
export function dma(draft: Draft, event: DmaEvent): void {
  const { buffer = null, when } = event;
  if (!when) {
    accessQueue(draft, buffer === null ? null : [buffer], { at: 'now' }, false, reachNow(draft));
    return;
  }
  const { armed } = draft.device;
  const id = Math.max(0, ...armed.map((a) => a.id)) + 1;
  draft.device = { ...draft.device, armed: [...armed, { id, buffer, when }] };
  if ('hcall' in when)
    draft.armedHcalls = [...draft.armedHcalls, { nth: when.hcall, code: H_SUCCESS, watch: id }];
  draft.facts.push({ type: 'armAccess', buffer, when });
}

/** A callback is about to be called. */
export function beforeCallback(
  draft: Draft,
  round: MemoryAction,
  callback: Callback,
  first: number,
): void {
  const due = draft.device.armed.filter(
    ({ when }) => 'round' in when && when.round === round && when.before === callback.name,
  );
  const moment: Moment = { at: 'round', round, before: callback.name, first };
  if (due.length > 0) fire(draft, due, moment, reachNow(draft));
  if (draft.run.inFlight) trafficBefore(draft, callback, moment, reachNow(draft));
}

/**
 * The driver has acted: first those who looked at its registration from inside, while the queue pairs stood still;
 * then, if nothing in it failed, the queue pairs start again.
 */
export function driverActed(draft: Draft, before: Driver, act: DriverAct | null): void {
  const { looks } = draft.run;
  draft.run.looks = [];
  for (const { watch, region, attempts } of looks) {
    const moment: Moment = { at: 'registration', hcalls: attempts };
    const inside: Reach = {
      ...reachNow(draft),
      // Where it is not one region that is registered anew, the queue pairs go on over what stood before.
      reach: (bus) => (region ? reachIn(region, bus) : draft.generation.reach(before, bus)),
      stopped: region !== undefined,
    };
    if (watch === 'half') trafficInRegistration(draft, moment, inside);
    else
      fire(
        draft,
        draft.device.armed.filter((a) => a.id === watch),
        moment,
        inside,
      );
  }
  const started = act && restarted(draft, act);
  if (started === null) return;
  if (draft.device.halted === started) draft.device = { ...draft.device, halted: !started };
  if (started) restartQueues(draft);
}

/** Whether a re-registration got as far as starting the queue pairs again; null: there was none. */
function restarted({ config }: Draft, { unregister, registration }: DriverAct): boolean | null {
  if (queueRulesOf(config.driver).reregistration === 'none') return null;
  if (unregister === 'none' && !registration) return null;
  return registration?.ret === 0 && registration.refused === undefined;
}

function fire(draft: Draft, due: readonly ArmedAccess[], moment: Moment, at: Reach): void {
  const { device } = draft;
  draft.device = { ...device, armed: device.armed.filter((a) => !due.includes(a)) };
  const named = due.map((a) => a.buffer);
  const all = named.includes(null);
  accessQueue(draft, all ? null : (named as number[]), moment, true, at);
}

/** @param wanted numbers of buffers; null: all */
function accessQueue(
  draft: Draft,
  wanted: readonly number[] | null,
  moment: Moment,
  armed: boolean,
  at: Reach,
): void {
  const { device } = draft;
  const counts = { ...NO_COUNTS };
  const accesses: AccessFact[] = [];
  const queue = device.queue.map((posted) => {
    if (wanted && !wanted.includes(posted.number)) return posted;
    const done = access(posted, at);
    counts[done.verdict] += 1;
    accesses.push(accessFact(posted.number, posted, done));
    return { ...posted, last: done.verdict };
  });
  draft.device = { ...device, queue, counts: addCounts(device.counts, counts) };
  draft.facts.push({ type: 'dma', moment, armed, accesses });
}
