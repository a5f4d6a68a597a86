import { access, type Counts, NO_COUNTS } from './device/access.ts';
import type { Traffic } from './device/device.ts';
import { stateOf } from './device/generator.ts';
import { placeBuffers } from './device/in-flight.ts';
import { queueRulesOf } from './device/queue-rules.ts';
import { type AccessFact, accessFact } from './device-facts.ts';
import { hasAdapter, reachNow } from './device-reach.ts';
import { Draft } from './draft.ts';
import type { Machine } from './machine.ts';
import { nameBuffer } from './send.ts';

/** Accesses of a batch at most, and how many of them are told one by one (ours). */
export const MOST_LIVE = 1000;
const TOLD = 8;

/** What a stretch of live traffic came to. */
export interface LiveBatch {
  readonly counts: Counts;
  /** The last accesses, newest last. */
  readonly last: readonly AccessFact[];
}

const NOTHING: LiveBatch = { counts: NO_COUNTS, last: [] };

/**
 * Traffic between two steps, for whoever looks on: a question, nothing changes. The nth access after a step is the
 * same whenever and in whatever batches it is asked for. The first lap around the ring are buffers that were in flight
 * when the step came: a transmit buffer has the address it was given before it.
 *
 * @param before the machine before the step; null where it was switched off in between
 */
export function liveTraffic(
  machine: Machine,
  before: Machine | null,
  step: number,
  from: number,
  count: number,
): LiveBatch {
  const { traffic } = machine.device;
  if (!traffic || !hasAdapter(machine) || machine.sections.online.isEmpty) return NOTHING;
  const counts = { ...NO_COUNTS };
  const last: AccessFact[] = [];
  const end = from + Math.min(MOST_LIVE, count);
  for (let i = from; i < end; ) {
    const lap = Math.floor(i / traffic.buffers);
    const lapEnd = Math.min(end, (lap + 1) * traffic.buffers);
    const earlier = lap === 0 && inFlightFrom(before, machine) ? before : machine;
    const places = placesOf(earlier, traffic, step, lap);
    for (; i < lapEnd; i++) {
      const place = places[i % traffic.buffers];
      if (!place) continue;
      const { draft, ...buffer } = postOne(earlier, machine, place);
      const done = access(buffer, reachNow(draft));
      counts[done.verdict] += 1;
      if (i >= end - TOLD) last.push(accessFact(null, buffer, done));
    }
  }
  return { counts, last };
}

type Place = ReturnType<typeof placeBuffers>['places'][number];

const placesOf = (
  { sections }: Machine,
  { seed, buffers }: Traffic,
  step: number,
  lap: number,
): readonly Place[] => placeBuffers(sections.online, buffers, stateOf(seed, step, lap)).places;

/** Something was in flight, and its addresses mean something to the driver that is there now. */
const inFlightFrom = (before: Machine | null, machine: Machine): before is Machine =>
  before !== null &&
  !before.sections.online.isEmpty &&
  queueRulesOf(machine.config.driver).reregistration === 'stops them';

/** A buffer as it was posted on one machine, and is accessed on another: what naming it sets off is thrown away. */
function postOne(earlier: Machine, machine: Machine, place: Place) {
  const again = place.direction === 'write' && earlier.driver.region !== machine.driver.region;
  const posting = new Draft(again ? machine : earlier);
  const purged = posting.driver.stopped;
  const named = nameBuffer(posting, place.meant);
  const bus = named === 'oops' ? null : named.bus;
  return { ...place, bus, purged, draft: earlier === machine ? posting : new Draft(machine) };
}
