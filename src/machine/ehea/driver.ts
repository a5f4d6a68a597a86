import type { Region } from '../firmware/memory-region.ts';
import type { ArrayRefusal } from '../memory/vmalloc.ts';
import type { FirstCutMap } from './first-cut-map.ts';
import type { FlatMap } from './flat-map.ts';
import type { EheaMap } from './three-level-map.ts';

/** eHEA with the three-level map that is kept up to date: it listens to the memory chain. */
export interface ThreeLevelDriver {
  readonly kind: 'three-level';
  readonly map: EheaMap;
  /** Null after a failed registration, until reboot. */
  readonly region: Region | null;
  /** __EHEA_STOP_XFER. */
  readonly stopped: boolean;
}

/** eHEA with the flat map: nobody tells it anything, a miss makes it look. */
export interface FlatDriver {
  readonly kind: 'flat';
  /** False: loading failed, the module is not there. */
  readonly loaded: boolean;
  readonly map: FlatMap;
  /** Why the array is not there; null where it is. */
  readonly refused: ArrayRefusal | null;
  readonly region: Region | null;
  readonly stopped: boolean;
  /** The re-registration is queued. */
  readonly workQueued: boolean;
  /** dlpar_mem_lock: the error exits of ehea_rereg_mrs jump past its release. */
  readonly semaphoreHeld: boolean;
}

/** eHEA with the three-level map as it first was: built anew whenever memory has gone offline. */
export interface FirstCutDriver {
  readonly kind: 'first-cut';
  readonly map: FirstCutMap;
  readonly region: Region | null;
  readonly stopped: false;
}

/** eHEA without a map: one region over the kernel's linear mapping. */
export interface LinearDriver {
  readonly kind: 'linear';
  readonly region: Region | null;
  readonly stopped: false;
}

export interface NoDriver {
  readonly kind: 'none';
  readonly region: null;
  readonly stopped: false;
}

export type Driver = ThreeLevelDriver | FlatDriver | FirstCutDriver | LinearDriver | NoDriver;
