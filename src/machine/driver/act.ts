import type { Registration } from '../firmware/registration.ts';
import type { MemoryAction } from '../notifier/action.ts';
import type { Tables } from '../structures/three-level.ts';

/** What eHEA did in one round (or at boot, or in its queued work). Lengths are hex strings. */
export interface DriverAct {
  readonly on: MemoryAction | 'boot' | 'work';
  /** Change of the map: `add` and `remove` of the three-level driver, `build` of either. */
  readonly update: 'add' | 'remove' | 'build';
  /** 0 or -12 (ENOMEM). */
  readonly ret: number;
  readonly tablesBefore: Tables;
  readonly tablesAfter: Tables;
  /** Table allocations tried. */
  readonly allocated: number;
  readonly mrLengthBefore: string;
  readonly mrLengthAfter: string;
  /** `freed`: the old region went; `failed`: H_FREE_RESOURCE answered H_PARAMETER; `none`: nothing to free or never tried. */
  readonly unregister: 'freed' | 'failed' | 'none';
  readonly registration: Registration | null;
}
