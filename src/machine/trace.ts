import type { MemoryAction } from './event.ts';

/**
 * The facts of one step, in the order in which they happened. A list never has an entry per hcall, page or
 * section: what repeats is one fact with a count. Byte and page counts are decimal strings, addresses hex.
 */
export type Trace = readonly Fact[];

export interface Tables {
  readonly root: number;
  readonly top: number;
  readonly dir: number;
}

/** One callback in one round. */
export interface Call {
  readonly name: string;
  readonly priority: number;
  /** What it returned; null: the chain stopped before it, it was never asked. */
  readonly answer: number | null;
  /** True if eHEA changed its map or its region here. */
  readonly acted: boolean;
}

/** One action sent down the chain. */
export interface Round {
  readonly action: MemoryAction;
  /** In call order; those never asked are listed with answer null. */
  readonly calls: readonly Call[];
  /** Index in `calls` of the callback that stopped the chain, or null. */
  readonly stoppedAt: number | null;
  /** Return value of the last callback called (0 for an empty chain). */
  readonly result: number;
  /** notifier_to_errno(result): 0 or negative. */
  readonly errno: number;
}

/** One registration of the memory region with the firmware. */
export interface Registration {
  readonly handle: string;
  readonly length: string;
  /** Page-registration hcalls made, retries included. */
  readonly hcalls: string;
  readonly pagesAccepted: string;
  /** What the last hcall answered. */
  readonly lastHret: number;
  readonly freeCalls: number;
  /** 0 or -5 (EIO). */
  readonly ret: number;
}

/** What eHEA did in one round (or at boot, or in its work). */
export interface DriverAct {
  readonly on: MemoryAction | 'boot' | 'work';
  /** Change of the map; `add` and `remove` of the three-level driver, `build` of either. */
  readonly update: 'add' | 'remove' | 'build';
  /** 0 or -12 (ENOMEM). */
  readonly ret: number;
  readonly tablesBefore: Tables;
  readonly tablesAfter: Tables;
  readonly allocated: number;
  readonly mrLengthBefore: string;
  readonly mrLengthAfter: string;
  /** `freed`: the old MR went; `failed`: H_FREE_RESOURCE answered H_PARAMETER; `none`: nothing to free or never tried. */
  readonly unregister: 'freed' | 'failed' | 'none';
  readonly registration: Registration | null;
}

/** Blocks onlined or offlined, all in the same way. */
export interface BlocksFact {
  readonly type: 'blocks';
  readonly op: 'online' | 'offline';
  /** First section of the first block. */
  readonly first: number;
  readonly blocks: number;
  readonly sectionsPerBlock: number;
  /** The rounds of one block; every block of the run had the same. Empty: refused without a round. */
  readonly rounds: readonly Round[];
  /** What eHEA did for the first block of the run. */
  readonly acts: readonly DriverAct[];
  /** What eHEA did for the last one; the same object where the run is one block. */
  readonly lastActs: readonly DriverAct[];
  /** Page-registration hcalls of the whole run. */
  readonly hcalls: string;
  /** What each state-file write returned. */
  readonly ret: number;
}

export type Fact =
  | {
      readonly type: 'boot';
      readonly memory: string;
      readonly sections: number;
      readonly beyond: string;
    }
  /** The driver loads: map and region. `ret` -12: refused, the driver is not there. */
  | {
      readonly type: 'load';
      readonly driver: string;
      readonly act: DriverAct | null;
      readonly ret: number;
      readonly refused: string | null;
    }
  | { readonly type: 'grant' | 'revoke'; readonly start: string; readonly size: string }
  /** n probe writes; `sections` were added, the call after them returned `ret`. */
  | {
      readonly type: 'add';
      readonly first: number;
      readonly sections: number;
      readonly already: number;
      readonly ret: number;
    }
  | {
      readonly type: 'remove';
      readonly first: number;
      readonly sections: number;
      readonly online: number;
      readonly ret: number;
    }
  | BlocksFact
  | {
      readonly type: 'register' | 'unregister';
      readonly name: string;
      readonly priority: number;
      readonly position: number;
    }
  | {
      readonly type: 'configure';
      readonly changes: readonly {
        readonly key: string;
        readonly from: string;
        readonly to: string;
      }[];
    }
  | {
      readonly type: 'arm';
      readonly what: 'allocation' | 'hcall';
      readonly nth: number;
      readonly code: number | null;
    }
  /** A failure that was armed has happened. */
  | { readonly type: 'fired'; readonly what: 'allocation' | 'hcall'; readonly code: number | null }
  | {
      readonly type: 'send';
      readonly physical: string;
      readonly bus: string | null;
      readonly missAt: string | null;
      readonly queued: boolean;
      readonly oops: boolean;
    }
  | {
      readonly type: 'work';
      readonly ran: 'idle' | 'held' | 'ran';
      readonly act: DriverAct | null;
      readonly ret: number;
    };
