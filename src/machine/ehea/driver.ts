import type { Driver } from '../driver/driver.ts';
import type { ArrayRefusal } from '../memory/vmalloc.ts';
import type { FirstCutMap } from './first-cut-map.ts';
import type { FlatMap } from './flat-map.ts';
import type { EheaMap } from './three-level-map.ts';

/** eHEA with the three-level map that is kept up to date: it listens to the memory chain. */
export interface ThreeLevelDriver extends Driver {
  readonly map: EheaMap;
}

/** eHEA with the flat map: nobody tells it anything, a miss makes it look. */
export interface FlatDriver extends Driver {
  /** False: loading failed, the module is not there. */
  readonly loaded: boolean;
  readonly map: FlatMap;
  /** Why the array is not there; null where it is. */
  readonly refused: ArrayRefusal | null;
  /** The re-registration is queued. */
  readonly workQueued: boolean;
  /** dlpar_mem_lock: the error exits of ehea_rereg_mrs jump past its release. */
  readonly semaphoreHeld: boolean;
}

/** eHEA with the three-level map as it first was: built anew whenever memory has gone offline. */
export interface FirstCutDriver extends Driver {
  readonly map: FirstCutMap;
  readonly stopped: false;
}

/** eHEA without a map: one region over the kernel's linear mapping. */
export interface LinearDriver extends Driver {
  readonly stopped: false;
}
