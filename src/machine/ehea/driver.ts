import type { Region } from '../firmware/memory-region.ts';
import { type FlatMap, NO_FLAT_MAP } from './flat-map.ts';
import { type EheaMap, NO_MAP } from './three-level-map.ts';

/** eHEA with the three-level map, as in 2.6.29 and later: it listens to the memory chain. */
export interface ThreeLevelDriver {
  readonly kind: 'three-level';
  readonly map: EheaMap;
  /** Null after a failed registration, until reboot. */
  readonly region: Region | null;
  /** __EHEA_STOP_XFER. */
  readonly stopped: boolean;
}

/** eHEA with the flat map of 2.6.24 and 2.6.25: nobody tells it anything, a miss makes it look. */
export interface FlatDriver {
  readonly kind: 'flat';
  /** False: loading failed, the module is not there. */
  readonly loaded: boolean;
  readonly map: FlatMap;
  readonly region: Region | null;
  readonly stopped: boolean;
  /** The re-registration is queued (schedule_work). */
  readonly workQueued: boolean;
  /** dlpar_mem_lock: the error exits of ehea_rereg_mrs jump past its release. */
  readonly semaphoreHeld: boolean;
}

export interface NoDriver {
  readonly kind: 'none';
  readonly region: null;
  readonly stopped: false;
}

export type Driver = ThreeLevelDriver | FlatDriver | NoDriver;

export const NO_DRIVER: NoDriver = { kind: 'none', region: null, stopped: false };

export const UNLOADED_FLAT: FlatDriver = {
  kind: 'flat',
  loaded: false,
  map: NO_FLAT_MAP,
  region: null,
  stopped: false,
  workQueued: false,
  semaphoreHeld: false,
};

export const UNLOADED_THREE_LEVEL: ThreeLevelDriver = {
  kind: 'three-level',
  map: NO_MAP,
  region: null,
  stopped: false,
};
