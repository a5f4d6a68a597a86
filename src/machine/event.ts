import type { Direction } from './device/access.ts';
import type { When } from './device/device.ts';
import type { DriverId } from './driver/driver-id.ts';
import type { OtherCall } from './firmware/other-calls.ts';
import type { Allocator } from './kernel/allocator.ts';
import type { Options } from './kernel/options.ts';
import type { PageKind } from './memory/held-pages.ts';
import type { ChainAction, MemoryAction } from './notifier/action.ts';

/**
 * What may happen to a machine. The one definition: links, files, presets, the page and the commands all
 * speak these shapes. Addresses and sizes are lower-case hex strings without padding.
 */

/** What a gesture of the page does: firmware, kernel and driver together. */
export interface RangeEvent {
  readonly type: 'hotplug' | 'unplug' | 'add' | 'remove' | 'online' | 'offline';
  readonly start: string;
  readonly size: string;
  /** `online` and `hotplug` alone, where the kernel knows zones: what is written to `state`. */
  readonly as?: 'online_kernel' | 'online_movable';
}

/** `NOTIFY_OK` and its kin, an errno such as `-ENOMEM` (notifier_from_errno), or the raw int. */
export type Answer = string | number;

export interface RegisterEvent {
  readonly type: 'register';
  readonly name: string;
  readonly priority: number;
  /** An action without an answer gets NOTIFY_OK. */
  readonly answers: Readonly<Partial<Record<MemoryAction, Answer>>>;
}

export interface UnregisterEvent {
  readonly type: 'unregister';
  readonly name: string;
}

/** Power off, change, boot. */
export interface ConfigureEvent {
  readonly type: 'configure';
  readonly kernel?: string;
  readonly driver?: DriverId;
  readonly pageSize?: number;
  readonly blockSize?: string;
  readonly physicalBits?: number;
  readonly allocator?: Allocator;
  /** Those given are changed, the others stay. */
  readonly options?: Partial<Options>;
}

/** The nth allocation of a map table from here on fails, once. */
export interface FailAllocationEvent {
  readonly type: 'failAllocation';
  readonly nth: number;
}

/** The nth page-registration hcall from here on answers `code` (default -1, H_HARDWARE), once. */
export interface FailHcallEvent {
  readonly type: 'failHcall';
  readonly nth: number;
  readonly code?: number;
  /** Which kind of call is counted; page registration if it is left out. */
  readonly call?: 'register' | OtherCall;
}

/** The next time that callback is asked that action it answers so, once. */
export interface FailCallbackEvent {
  readonly type: 'failCallback';
  readonly name: string;
  readonly action: ChainAction;
  readonly answer: Answer;
}

/** What the pages of a range are from here on, for whoever wants to move them away. */
export interface PagesEvent {
  readonly type: 'pages';
  readonly start: string;
  readonly size: string;
  readonly are: PageKind;
}

/** A signal reaches the process that waits in an offline, or the next that will. */
export interface SignalEvent {
  readonly type: 'signal';
}

/** A write to /sys/devices/system/memory/probe: no firmware is asked, no limit is guarded. */
export interface ProbeEvent {
  readonly type: 'probe';
  readonly address: string;
}

/** The driver translates a buffer (physical address) for the device. */
export interface SendEvent {
  readonly type: 'send';
  readonly address: string;
}

/** Queued work runs. */
export interface WorkEvent {
  readonly type: 'work';
}

/** The driver translates a buffer as `send` does, and it is put on the device's queue (default: to be read). */
export interface PostEvent {
  readonly type: 'post';
  readonly address: string;
  readonly direction?: Direction;
}

/** The device has done with a posted buffer. */
export interface CompleteEvent {
  readonly type: 'complete';
  readonly buffer: number;
}

/** The device accesses a posted buffer, or all: now, or armed for the middle of what is to come. */
export interface DmaEvent {
  readonly type: 'dma';
  readonly buffer?: number;
  readonly when?: When;
}

/** From the next step on the device makes so many accesses at fixed moments of each; 0: none any more. */
export interface TrafficEvent {
  readonly type: 'traffic';
  readonly accesses: number;
  readonly seed?: number;
  readonly buffers?: number;
}

export type MachineEvent =
  | RangeEvent
  | RegisterEvent
  | UnregisterEvent
  | ConfigureEvent
  | FailAllocationEvent
  | FailHcallEvent
  | FailCallbackEvent
  | PagesEvent
  | SignalEvent
  | ProbeEvent
  | SendEvent
  | PostEvent
  | CompleteEvent
  | DmaEvent
  | TrafficEvent
  | WorkEvent;

export type SectionState = 'online' | 'offline';

/** Memory that is there when the machine is switched on. */
export interface BootEntry {
  readonly start: string;
  readonly size: string;
  readonly state?: SectionState;
}

/** The machine's own settings; see machine.ts for the defaults. */
export interface MachineConfig {
  readonly kernel: string;
  readonly driver: DriverId;
  readonly pageSize: number;
  readonly blockSize: string;
  readonly physicalBits: number;
  readonly allocator: Allocator;
  /** Only those that differ from the kernel's own; left out where none does. */
  readonly options?: Partial<Options>;
  /** Where installed memory is a 16 GiB page: start addresses, ascending; left out where none is. */
  readonly hugePages?: readonly string[];
}

/** What the last kernel call of a step returned. `bus` only for `send`. */
export interface Outcome {
  readonly ret: number;
  /** Name of the errno (`EPERM`), or null. */
  readonly errno: string | null;
  readonly bus?: string | null;
  /** A block waits for pinned pages, and whoever asked with it. */
  readonly pending?: true;
}

export type ErrorCode =
  | 'unknown-format'
  | 'bad-line'
  | 'no-memory'
  | 'all-zero'
  | 'overlap'
  | 'unaligned'
  | 'too-many'
  | 'beyond-limit'
  | 'bad-link'
  | 'newer-version'
  | 'too-large'
  | 'bad-scenario'
  | 'bad-result'
  | 'bad-event';

/** A clear answer to bad input: what, where, what was expected. */
export interface InputError {
  readonly code: ErrorCode;
  readonly message: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** Path of the value, as `events[3].start`. */
  readonly field?: string;
  /** Index of the event in the scenario. */
  readonly event?: number;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: InputError };

/** Limits of every scenario and import (ours). */
export const LIMITS = {
  events: 10_000,
  runs: 100_000,
  callbacks: 64,
  nameLength: 64,
} as const;
