import type { DriverAct } from '../../machine/driver/act.ts';
import type { DriverId } from '../../machine/driver/driver-id.ts';
import { H_NOT_ENOUGH_RESOURCES, nameHcall } from '../../machine/firmware/hcall.ts';
import { counted, formatSize } from '../../machine/units/bytes.ts';
import { sectionOf } from '../../machine/units/section.ts';

/** What a driver that keeps no map as eHEA does says of its acts: one phrase, and what else there is to know. */
export interface OwnActs {
  phrase(act: DriverAct): string;
  /** Of an act that was not refused; null: nothing. */
  sentence(act: DriverAct): string | null;
}

const hcallsOf = ({ registration }: DriverAct): bigint => BigInt(registration?.hcalls ?? 0);
const inHcalls = (act: DriverAct): string => counted(hcallsOf(act), 'hcall');
const hasFailed = ({ registration }: DriverAct): boolean => (registration?.ret ?? 0) < 0;
const isOutOfHandles = ({ registration }: DriverAct): boolean =>
  registration?.lastHret === H_NOT_ENOUGH_RESOURCES;
const lastAnswer = ({ registration }: DriverAct): string => nameHcall(registration?.lastHret ?? 0);

function change({ mrLengthBefore, mrLengthAfter }: DriverAct): bigint {
  const by = BigInt(mrLengthAfter) - BigInt(mrLengthBefore);
  return by < 0n ? -by : by;
}

const WINDOW: OwnActs = {
  phrase(act) {
    if (hasFailed(act)) return 'an entry was refused; those before it are cleared';
    const entries = counted(hcallsOf(act), 'entry', 'entries');
    return act.update === 'remove' ? `clears ${entries}` : `writes ${entries}`;
  },
  sentence: ({ on }) =>
    on === 'MEM_OFFLINE'
      ? 'The window’s entries are cleared once the memory is gone: until then the device could reach it.'
      : null,
};

const EACH_SECTION: OwnActs = {
  phrase(act) {
    const by = change(act);
    if (isOutOfHandles(act)) return 'too few handles left';
    if (hasFailed(act)) return `no region for ${by === 0n ? 'it' : 'all of it'}: −EIO`;
    if (act.update === 'remove') {
      if (by > 0n) return `frees ${counted(sectionOf(by), 'region')}`;
      return act.unregister === 'freed' ? 'its region is not let go' : 'had no region there';
    }
    if (!act.registration) return 'has it already';
    const again = act.on === 'MEM_CANCEL_OFFLINE' ? ' again' : '';
    return `registers ${formatSize(by)}${again}, ${inHcalls(act)}`;
  },
  sentence(act) {
    if (hasFailed(act))
      return `A section got no region (${lastAnswer(act)}); those of other sections stand.`;
    if (act.on === 'MEM_CANCEL_OFFLINE')
      return 'Its regions were freed when it was asked; on CANCEL they are registered again.';
    return act.on === 'MEM_GOING_OFFLINE'
      ? 'The regions are freed before the pages move, so the device cannot write into memory in flight.'
      : null;
  },
};

const SERVICE: OwnActs = {
  phrase(act) {
    if (act.unregister === 'failed') return 'unregister MR failed';
    if (hasFailed(act)) return 'no region until the next event: −EIO';
    if (!act.registration) return 'has it already';
    if (act.update === 'remove') return `takes its pages out, ${inHcalls(act)}`;
    return act.on === 'MEM_CANCEL_OFFLINE'
      ? `puts its pages back, ${inHcalls(act)}`
      : `registers all slots, ${inHcalls(act)}`;
  },
  sentence(act) {
    if (act.unregister === 'failed')
      return 'The firmware did not let its region go: it stands as it was.';
    if (hasFailed(act))
      return `Registration ended in −EIO (last hcall: ${lastAnswer(act)}): no region until the next event.`;
    if (act.on === 'MEM_CANCEL_OFFLINE')
      return 'On CANCEL the pages come back into the slots that they had.';
    return act.on === 'MEM_GOING_OFFLINE'
      ? 'The pages leave the region before they move, so the device cannot write into memory in flight.'
      : null;
  },
};

/** Drivers not here act as eHEA does, and are told of in its words. */
export const OWN_ACTS: Readonly<Partial<Record<DriverId, OwnActs>>> = {
  'mapping-service': SERVICE,
  'mr-per-section': EACH_SECTION,
  'direct-window': WINDOW,
};
