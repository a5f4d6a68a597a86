import type { Region } from '../firmware/memory-region.ts';

/** What every driver's state has; the rest is its own generation's. */
export interface Driver {
  /** What the device's own MMU was told; null: nothing. */
  readonly region: Region | null;
  /** __EHEA_STOP_XFER. */
  readonly stopped: boolean;
}
