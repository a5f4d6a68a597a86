import {
  type Access,
  type AccessVerdict,
  access,
  addCounts,
  type Buffer,
  type Counts,
  NO_COUNTS,
  type Reach,
} from './device/access.ts';
import { USUAL_BUFFERS, USUAL_SEED } from './device/device.ts';
import { draw, stateOf } from './device/generator.ts';
import { placeBuffers } from './device/in-flight.ts';
import { type AccessFact, accessFact, type Moment } from './device-facts.ts';
import { release } from './device-queue.ts';
import { hasAdapter, reachNow } from './device-reach.ts';
import type { InFlight } from './device-run.ts';
import type { Draft } from './draft.ts';
import type { TrafficEvent } from './event.ts';
import { H_SUCCESS } from './firmware/hcall.ts';
import type { Callback } from './machine.ts';
import { nameBuffer } from './send.ts';

/**
 * Traffic (ours): buffers spread over the online memory are translated when a step begins, and the device goes round
 * them at fixed moments - before the step, in each round of the first block gone through in full (right before the
 * driver's callback; without one before the last), half-way through the first registration, after the step. What it
 * costs grows with the buffers, not with the accesses.
 */

export function setTraffic(draft: Draft, event: TrafficEvent): void {
  const { accesses, seed = USUAL_SEED, buffers = USUAL_BUFFERS } = event;
  const traffic = accesses === 0 ? null : { accesses, seed, buffers, state: stateOf(seed) };
  draft.device = { ...draft.device, traffic };
  draft.facts.push({ type: 'trafficSet', accesses, seed, buffers });
}

/** Draws this step's buffers, has them translated, and makes the first accesses. */
export function beginTraffic(draft: Draft): void {
  const { traffic } = draft.device;
  if (!traffic || !hasAdapter(draft)) return;
  const placed = placeBuffers(draft.sections.online, traffic.buffers, traffic.state);
  const { value, state } = draw(placed.state);
  draft.device = { ...draft.device, traffic: { ...traffic, state } };
  const buffers = placed.places.map((place): Buffer => {
    // While transfers are stopped a receive buffer is owed and a transmit buffer purged: neither moves.
    const purged = draft.driver.stopped;
    const named = nameBuffer(draft, place.meant);
    const { direction, meant } = place;
    return { direction, meant, bus: named === 'oops' ? null : named.bus, purged };
  });
  if (buffers.length === 0) return;
  draft.run.inFlight = { buffers, next: value % buffers.length, block: null };
  draft.armedHcalls = [...draft.armedHcalls, { nth: 1, code: H_SUCCESS, watch: 'half' }];
  goRound(draft, { at: 'before the step' }, reachNow(draft));
}

/** In each round of the first block: right before the driver's callback, or the last where it has none. */
export function trafficBefore(
  draft: Draft,
  callback: Callback,
  moment: Extract<Moment, { at: 'round' }>,
  at: Reach,
): void {
  const flight = draft.run.inFlight;
  if (!flight) return;
  flight.block ??= moment.first;
  const { chain } = draft;
  const own = chain.find((c) => c.kind === 'driver') ?? chain.at(-1);
  if (flight.block === moment.first && callback === own) goRound(draft, moment, at);
}

export const trafficInRegistration = goRound;

/** The last accesses; what was looked for and never came is not looked for in the next step. */
export function endTraffic(draft: Draft): void {
  if (!draft.run.inFlight) return;
  draft.armedHcalls = draft.armedHcalls.filter((a) => a.watch !== 'half');
  goRound(draft, { at: 'after the step' }, reachNow(draft));
  release(draft, draft.run.inFlight.buffers);
}

/** From bad to good: what the examples are taken from first. */
const WORST: readonly AccessVerdict[] = ['wrong page', 'stale', 'no region', 'miss', 'held'];
const EXAMPLES = 3;

function goRound(draft: Draft, moment: Moment, at: Reach): void {
  const { inFlight } = draft.run;
  const { device } = draft;
  if (!inFlight || !device.traffic || inFlight.buffers.length === 0) return;
  const done = inFlight.buffers.map((buffer) => access(buffer, at));
  const { counts, would } = countRound(inFlight, done, device.traffic.accesses);
  draft.device = { ...device, counts: addCounts(device.counts, counts) };
  const examples = counts.ok === device.traffic.accesses ? [] : examplesOf(inFlight.buffers, done);
  draft.facts.push({ type: 'traffic', moment, counts, would, examples });
}

/** The device goes round the ring of buffers, on from where it was: so many times in all, the rest as far as it goes. */
function countRound(
  flight: InFlight,
  done: readonly Access[],
  accesses: number,
): { readonly counts: Counts; readonly would: Counts } {
  const counts = { ...NO_COUNTS };
  const would = { ...NO_COUNTS };
  const { length } = done;
  const rest = accesses % length;
  const laps = (accesses - rest) / length;
  let place = length - flight.next;
  for (const each of done) {
    const times = place % length < rest ? laps + 1 : laps;
    place += 1;
    counts[each.verdict] += times;
    if (each.verdict === 'held') would[each.would] += times;
  }
  flight.next = (flight.next + rest) % length;
  return { counts, would };
}

function examplesOf(buffers: readonly Buffer[], done: readonly Access[]): readonly AccessFact[] {
  const found: AccessFact[] = [];
  for (const verdict of WORST)
    for (let i = 0; i < done.length && found.length < EXAMPLES; i++) {
      const each = done[i] as Access;
      if (each.verdict === verdict) found.push(accessFact(null, buffers[i] as Buffer, each));
    }
  return found;
}
