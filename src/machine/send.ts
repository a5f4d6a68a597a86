import type { Draft } from './draft.ts';
import type { Driver } from './driver/driver.ts';
import type { MapAnswer } from './driver/map-answer.ts';
import type { Outcome } from './event.ts';
import { formatHex } from './units/address.ts';
import { EFAULT } from './units/errno.ts';

/** What the map answered for a buffer, and whether the miss has queued a rebuild. */
export interface Named extends MapAnswer {
  readonly queued: boolean;
}

/** The driver translates a buffer, with what a miss sets off; `oops`: it would read through a null pointer. */
export function nameBuffer(draft: Draft, physical: bigint): Named | 'oops' {
  const { driver, generation } = draft;
  if (generation.oops(driver, physical)) return 'oops';
  const { driver: mapped, answer } = generation.map(draft, driver, physical);
  draft.driver = mapped;
  const { bus, missAt } = answer;
  if (bus !== null) return { bus, missAt, queued: false };
  const missed = generation.missed(mapped);
  draft.driver = missed.driver;
  return { bus, missAt, queued: missed.queued };
}

/**
 * The driver translates a buffer for the device, and no more: what it maps buffer by buffer it unmaps at once, since
 * nothing is on the queue that could be completed. Where the driver reads through NULL it is an oops.
 */
export function send(draft: Draft, physical: bigint): Outcome {
  const before = draft.driver;
  const named = nameBuffer(draft, physical);
  if (named === 'oops') {
    tell(draft, physical, { bus: null, missAt: 'root' }, false, true);
    return { ret: EFAULT, errno: 'EFAULT', bus: null };
  }
  const { bus } = named;
  const unmapped = bus !== null && letGo(draft, before, bus);
  tell(draft, physical, named, named.queued, false, unmapped);
  if (bus === null) return { ret: -1, errno: null, bus: null };
  return { ret: 0, errno: null, bus: formatHex(bus) };
}

/** Unmaps what was mapped for this buffer: the driver then holds what it held before. False: nothing was, or it stays. */
function letGo(draft: Draft, before: Driver, bus: bigint): boolean {
  const held = draft.driver;
  if (held === before || draft.generation.unmap(draft, held, bus) === held) return false;
  draft.driver = before;
  return true;
}

function tell(
  draft: Draft,
  physical: bigint,
  answer: MapAnswer,
  queued: boolean,
  oops: boolean,
  unmapped = false,
): void {
  draft.facts.push({
    type: 'send',
    physical: formatHex(physical),
    bus: answer.bus === null ? null : formatHex(answer.bus),
    missAt: answer.missAt,
    queued,
    oops,
    ...(unmapped ? { unmapped: true as const } : {}),
  });
}
