import type { Round } from './notifier/round.ts';
import type { RunSet } from './units/run-set.ts';

/**
 * What a request for sections [first, end) goes through, and how far it has come: data, so that a request whose block
 * waits for pinned pages is part of the machine.
 */
export type Plan =
  /** State-file writes, one after the other; `ragged`: the last one names a block that is not whole in the range. */
  | { readonly kind: 'writes'; readonly end: number; readonly ragged: boolean }
  /** Blocks that are online go offline, the first failure stops; then removal, if this kernel has one. */
  | { readonly kind: 'sections' | 'lmbs' | 'standby'; readonly first: number; readonly end: number }
  /** An ACPI device: two passes. `put`: taken offline by this request; `failed`: some block refused in the first pass. */
  | {
      readonly kind: 'eject';
      readonly first: number;
      readonly end: number;
      readonly pass: 1 | 2;
      readonly put: RunSet;
      readonly failed: boolean;
    };

/** A block that is neither online nor offline: its pages are tried again and again, and whoever asked waits. */
export interface Pending {
  readonly op: 'offline';
  /** First section of the block. */
  readonly first: number;
  readonly sections: number;
  /** Those it has had: who was asked, and agreed. */
  readonly rounds: readonly Round[];
  /** The node chain heard that it loses its last memory. */
  readonly lastOfNode: boolean;
  /** What comes after this block. */
  readonly plan: Plan;
}
