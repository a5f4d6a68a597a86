import type { DeviceFact } from './device-facts.ts';
import type { DriverAct } from './driver/act.ts';
import type { Answer } from './event.ts';
import type { OtherCall } from './firmware/other-calls.ts';
import type { Edition } from './kernel/edition.ts';
import type { PageKind } from './memory/held-pages.ts';
import type { ZoneName } from './memory/memory-block.ts';
import type { ArrayRefusal } from './memory/vmalloc.ts';
import type { ChainAction } from './notifier/action.ts';
import type { Round } from './notifier/round.ts';

/**
 * The facts of one step, in the order in which they happened. A list never has an entry per hcall, page or
 * section: what repeats is one fact with a count. Byte and page counts are decimal strings, addresses hex.
 */
export type Trace = readonly Fact[];

/** Which way a block goes. */
export type BlockOp = 'online' | 'offline';

/**
 * Why a block did not change where no callback refused: `isolation` its pages would not be set apart; `timeout`
 * 120 seconds of retries; `signal`; `migration` the fifth error of moving pages; `ungranted` the firmware has not
 * given that memory; `hole` not all of it is memory; `zones` it lies in several; `unmovable` a page became so while it waited;
 * `poisoned` a page of it has a hardware error.
 */
export type Cause =
  | 'isolation'
  | 'timeout'
  | 'signal'
  | 'migration'
  | 'ungranted'
  | 'hole'
  | 'zones'
  | 'unmovable'
  | 'poisoned';

/** Blocks onlined or offlined, all in the same way. */
export interface BlocksFact {
  readonly type: 'blocks';
  readonly op: BlockOp;
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
  /** Left out where it went well or a callback refused. */
  readonly cause?: Cause;
  /** Where the kernel remembers one: the zone that it went to. */
  readonly zone?: ZoneName;
  /** Of an offline that failed after isolation: which came first, CANCEL or isolation undone. */
  readonly undo?: Edition['undo'];
  /** Its pages are tried again and again: the rounds so far. */
  readonly waits?: true;
  /** It had waited: the rounds that were left. */
  readonly resumed?: true;
  /** Of one that had waited: its rounds before that, in an earlier step. */
  readonly earlier?: readonly Round[];
}

export type Fact =
  | DeviceFact
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
      readonly refused: ArrayRefusal | null;
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
      readonly call?: OtherCall;
    }
  /** A failure that was armed has happened. */
  | {
      readonly type: 'fired';
      readonly what: 'allocation' | 'hcall';
      readonly code: number | null;
      readonly call?: OtherCall;
    }
  | ArmedFact
  /** A write to the probe file: `section` what the kernel made of the address; `added`: it was not there. */
  | {
      readonly type: 'probe';
      readonly address: string;
      readonly section: number;
      readonly added: boolean;
      readonly ret: number;
    }
  | {
      readonly type: 'send';
      readonly physical: string;
      readonly bus: string | null;
      readonly missAt: string | null;
      readonly queued: boolean;
      readonly oops: boolean;
      /** Mapped for this buffer alone, and unmapped again. */
      readonly unmapped?: true;
    }
  | {
      readonly type: 'work';
      readonly ran: 'idle' | 'held' | 'ran';
      readonly act: DriverAct | null;
      readonly ret: number;
    };

/** Something that was told to happen, and what happened of it. */
export type ArmedFact =
  | {
      readonly type: 'answer armed' | 'answered as told';
      readonly name: string;
      readonly action: ChainAction;
      readonly answer: Answer;
    }
  | { readonly type: 'signal'; readonly came: 'on its way' | 'here' }
  | {
      readonly type: 'pages';
      readonly are: PageKind;
      readonly first: number;
      readonly sections: number;
    };
