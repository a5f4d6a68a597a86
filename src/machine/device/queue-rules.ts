import type { DriverId } from '../driver/driver-id.ts';

/** What a driver does to what the device has been given, and where that was read. */
export interface QueueRules {
  /** What a re-registration of the memory region does to the queue pairs. */
  readonly reregistration: 'stops them' | 'destroys them' | 'none';
  readonly source: string;
  /** Who sets __EHEA_STOP_XFER, in a phrase. */
  readonly stopFlag: string;
  readonly stopSource: string;
  /** What becomes of posted receive buffers when the queue pairs start again. */
  readonly receive: string;
  readonly receiveSource: string;
}

const MAIN = 'drivers/net/ehea/ehea_main.c';
const READ_LATER = `not read; as in Linux 7.1.5 (${MAIN}, ehea_update_rqs)`;

/** ehea_rereg_mrs stops the queue pairs, frees and registers the region, and starts them again. */
const STOPS: QueueRules = {
  reregistration: 'stops them',
  source: `${MAIN}, ehea_rereg_mrs, Linux 2.6.24 and 7.1.5`,
  stopFlag: 'set before the map changes, cleared between freeing and registering the region',
  stopSource: `${MAIN}, ehea_mem_notifier, Linux 2.6.29`,
  receive: 'translated again, the answer stored unchecked',
  receiveSource: READ_LATER,
};

const NEVER = 'nobody sets it, it is only tested and cleared';
const NOBODY = `${MAIN}, Linux 2.6.26 to 2.6.28`;

const NO_QUEUES: QueueRules = {
  reregistration: 'none',
  source: 'the region is never registered again',
  stopFlag: 'there is none',
  stopSource: '',
  receive: 'they keep the address they were given',
  receiveSource: '',
};

/** As eHEA does, but that the flag is set only while there is no region. */
const OURS: QueueRules = {
  ...STOPS,
  source: `ours, after ${MAIN}, ehea_rereg_mrs`,
  stopFlag: 'set while there is no region',
  stopSource: 'ours',
  receive: 'translated again',
  receiveSource: 'ours',
};

const ON_A_MISS = 'set by a miss, cleared when the region is registered again';

/**
 * Who stops what, release by release. The queue pairs stand still in every re-registration; the flag alone stops
 * nothing that is posted: with it a receive buffer is owed, and a transmit buffer is posted with the PURGE bit
 * (read in Linux 2.6.29 on; before that as there).
 */
const RULES: Readonly<Partial<Record<DriverId, QueueRules>>> = {
  'flat-2.6.23': {
    ...STOPS,
    reregistration: 'destroys them',
    source: `${MAIN}, Linux 2.6.23 (stopped instead since 2.6.24)`,
    stopFlag: ON_A_MISS,
    stopSource: 'drivers/net/ehea/ehea_qmr.c, ehea_map_vaddr, Linux 2.6.23',
    receive: 'gone with their queue',
    receiveSource: `${MAIN}, Linux 2.6.23`,
  },
  flat: {
    ...STOPS,
    stopFlag: ON_A_MISS,
    stopSource: 'drivers/net/ehea/ehea_qmr.c, ehea_map_vaddr, Linux 2.6.24',
  },
  'three-level-2.6.26': { ...STOPS, stopFlag: NEVER, stopSource: NOBODY },
  'three-level-2.6.28': { ...STOPS, stopFlag: NEVER, stopSource: NOBODY },
  'three-level': STOPS,
  repaired: OURS,
  'mapping-service': OURS,
};

export const queueRulesOf = (driver: DriverId): QueueRules => RULES[driver] ?? NO_QUEUES;
