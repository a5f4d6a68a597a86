import type { Draft } from './draft.ts';
import { missInFlat } from './ehea/miss.ts';
import { type MapAnswer, translateFlat, translateThreeLevel } from './ehea/translate.ts';
import type { Outcome } from './event.ts';
import type { Machine } from './machine.ts';
import { formatHex } from './units/address.ts';
import { EFAULT } from './units/errno.ts';
import { sectionOf } from './units/section.ts';

/** What the machine's driver answers for a physical address; the question changes nothing. */
export function mapAddress(machine: Pick<Machine, 'driver'>, physical: bigint): MapAnswer {
  const { driver } = machine;
  if (driver.kind === 'three-level') return translateThreeLevel(driver.map.tables, physical);
  if (driver.kind === 'flat') return translateFlat(driver.map, physical);
  return { bus: null, missAt: 'root' };
}

/**
 * The driver translates a buffer for the device: the only place where a miss has its side effect. A flat map whose
 * array was refused in a rebuild has entries but no array: below them the driver reads through NULL.
 */
export function send(draft: Draft, physical: bigint): Outcome {
  const { driver } = draft;
  const flat = driver.kind === 'flat' && driver.loaded ? driver : null;
  if (flat && !flat.map.array && sectionOf(physical) < flat.map.entries) {
    tell(draft, physical, { bus: null, missAt: 'root' }, false, true);
    return { ret: EFAULT, errno: 'EFAULT', bus: null };
  }
  const answer = mapAddress(draft, physical);
  let queued = false;
  if (answer.bus === null && flat) {
    const effect = missInFlat(flat.stopped);
    queued = effect.schedules;
    draft.driver = { ...flat, stopped: effect.stopped, workQueued: flat.workQueued || queued };
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
