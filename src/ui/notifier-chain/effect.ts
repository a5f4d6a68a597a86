import type { DriverAct } from '../../machine/driver/act.ts';
import type { DriverId } from '../../machine/driver/driver-id.ts';
import type { Round } from '../../machine/notifier/round.ts';
import type { BlocksFact } from '../../machine/trace.ts';
import { formatCount, formatSize } from '../../machine/units/bytes.ts';
import { OWN_ACTS } from './own-acts.ts';

/** The driver's own callback in a round in which it acted, by its name in the chain. */
export const actorOf = (round: Round | undefined): string =>
  round?.calls.find((call) => call.acted)?.name ?? '';

/** True if the column cancels a round in which this callback was never asked, neither in this step nor before the wait. */
export function cancelled(
  { rounds, earlier = [] }: BlocksFact,
  column: number,
  name: string,
): boolean {
  if (!rounds[column]?.action.startsWith('MEM_CANCEL')) return false;
  const asked = [...earlier, ...rounds.slice(0, column)].some((round) =>
    round.calls.some((call) => call.name === name && call.answer !== null),
  );
  return !asked;
}

const change = (act: DriverAct): bigint => {
  const by = BigInt(act.mrLengthAfter) - BigInt(act.mrLengthBefore);
  return by < 0n ? -by : by;
};

const hcalls = (act: DriverAct): string => {
  const n = act.registration?.hcalls ?? '0';
  return `${formatCount(n)} ${n === '1' ? 'hcall' : 'hcalls'}`;
};

/** What the driver's act came to, in one phrase; `unasked`: eHEA hears a CANCEL for what it was never asked. */
export function effectOf(
  act: DriverAct,
  unasked = false,
  driver: DriverId = 'three-level',
): string {
  if (act.ret < 0) return '−ENOMEM: no room for a table';
  const own = OWN_ACTS[driver];
  if (own) return own.phrase(act);
  const did = didWords(act, unasked);
  // What came of it stands in the sentence below the score; here there is room for one thing.
  if (unasked) return did;
  if (act.unregister === 'failed') return 'unregister MR failed';
  if (act.registration && act.registration.ret < 0) return `${did}; no region: −EIO`;
  return act.registration ? `${did}, ${hcalls(act)}` : did;
}

function didWords(act: DriverAct, unasked: boolean): string {
  const size = formatSize(change(act));
  // Slots that are ranks move when a map of tables is registered anew.
  if (act.update === 'remove')
    return act.tablesBefore.root > 0 && act.registration ? 'unmaps, renumbers' : 'unmaps';
  if (act.update === 'build') return 'builds the map';
  if (change(act) === 0n) return act.registration ? 'registers again' : 'has it already';
  if (unasked) return `adds ${size} it already has`;
  return act.on === 'MEM_CANCEL_OFFLINE' ? `maps ${size} again` : `maps ${size}`;
}
