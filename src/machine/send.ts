import type { Draft } from './draft.ts';
import type { MapAnswer } from './driver/map-answer.ts';
import type { Outcome } from './event.ts';
import { formatHex } from './units/address.ts';
import { EFAULT } from './units/errno.ts';

/**
 * The driver translates a buffer for the device: the only place where a miss has its side effect. Where the driver
 * reads through NULL it is an oops.
 */
export function send(draft: Draft, physical: bigint): Outcome {
  const { driver, generation } = draft;
  if (generation.oops(driver, physical)) {
    tell(draft, physical, { bus: null, missAt: 'root' }, false, true);
    return { ret: EFAULT, errno: 'EFAULT', bus: null };
  }
  const { driver: after, answer } = generation.map(draft, driver, physical);
  draft.driver = after;
  let queued = false;
  if (answer.bus === null) {
    const missed = generation.missed(after);
    ({ queued } = missed);
    draft.driver = missed.driver;
  }
  tell(draft, physical, answer, queued, false);
  if (answer.bus === null) return { ret: -1, errno: null, bus: null };
  return { ret: 0, errno: null, bus: formatHex(answer.bus) };
}

function tell(
  draft: Draft,
  physical: bigint,
  answer: MapAnswer,
  queued: boolean,
  oops: boolean,
): void {
  draft.facts.push({
    type: 'send',
    physical: formatHex(physical),
    bus: answer.bus === null ? null : formatHex(answer.bus),
    missAt: answer.missAt,
    queued,
    oops,
  });
}
