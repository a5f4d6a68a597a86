import type { Standing } from '../machine/driver/generation.ts';
import type { MapShape } from '../machine/driver/map-shape.ts';
import type { InputError, MachineConfig, MachineEvent, Outcome, Result } from '../machine/event.ts';
import type { Edition } from '../machine/kernel/edition.ts';
import type { LiveBatch } from '../machine/live-traffic.ts';
import type { ArrayRefusal } from '../machine/memory/vmalloc.ts';
import type { Tables } from '../machine/structures/three-level.ts';
import type { Trace } from '../machine/trace.ts';
import type { Space, Translation } from '../machine/translation.ts';
import type { Account } from '../timeline/account.ts';
import type { ArmedFault } from '../timeline/armed-faults.ts';
import type { DriverRow } from '../timeline/compare-drivers.ts';
import type { DeviceReport } from '../timeline/device-report.ts';
import type { Figure, FigureAbout, FigureId } from '../timeline/figure.ts';
import type { Miniature } from '../timeline/miniature.ts';
import type { Answer } from '../timeline/question.ts';
import type { Report } from '../timeline/report.ts';
import type { Progress } from '../timeline/timeline.ts';
import type { AccountsSince } from './accounts-since.ts';

/**
 * Messages between page and worker. The worker owns the scenario and the machine; the page owns the view. After
 * every request that changes something the reply carries a whole Scene with a growing `epoch`; the page drops
 * a scene older than the one it shows, so a late reply can do no harm.
 */

/**
 * What the page draws. Runs travel as Float64Array (section numbers reach 2^40, beyond 32 bits), so a scene of
 * 65,536 runs is three array copies and no objects.
 */
export interface Scene {
  readonly epoch: number;
  readonly title: string;
  readonly step: number;
  readonly steps: number;
  /** Step 0 (boot) .. steps. */
  readonly accounts: readonly Account[];
  /** Old futures that can be brought back, newest last. */
  readonly branches: readonly Branch[];
  readonly config: MachineConfig;
  /** The scene's own machine, at step 0: what a re-run changes. */
  readonly startConfig: MachineConfig;
  /** `the shipped limit is 44 bits; this is the thread's what-if`, or null at the shipped limit. */
  readonly whatIf: string | null;
  readonly shippedBits: number;
  readonly actionValues: Edition['actionValues'];
  /** False: this kernel cannot remove memory (2.6.25 on ppc64). */
  readonly canRemove: boolean;
  /** [first section, sections, 0 online | 1 offline] per run, ascending. */
  readonly memory: Float64Array;
  readonly onlineBytes: string;
  readonly offlineBytes: string;
  /** Installed memory above the physical bits: no section, drawn as beyond. */
  readonly beyond: readonly { readonly start: string; readonly size: string }[];
  readonly map: MapView;
  readonly region: RegionView | null;
  /** What the device was told where it is not one region over the driver's map. */
  readonly standing: Standing | null;
  /** MR handles in use on all adapters, and where the budget ends. */
  readonly handles: {
    readonly words: string;
    readonly runsOut: string | null;
    /** Adapters that have a region such as `region`, where that is the one they have. */
    readonly served: number;
  };
  /** The driver's callback by its name in the chain; null: it does not listen. */
  readonly listens: string | null;
  /** A region that failed is tried again at the next event. */
  readonly retries: boolean;
  /** Why there is no region, in one sentence; null when one stands or there is no driver. */
  readonly regionGone: string | null;
  /** False: it was refused when it was loaded, or there is none; nothing is queued and nothing is sent. */
  readonly driverLoaded: boolean;
  readonly transfersStopped: boolean;
  readonly workQueued: boolean;
  /** The semaphore of 2.6.24/25 that an error exit never released. */
  readonly semaphoreHeld: boolean;
  readonly chain: readonly CallbackView[];
  /** The node chain, in call order; empty where nodes have none of their own. */
  readonly nodeChain: readonly CallbackView[];
  /** Each block's rounds lie between MEM_PREPARE_ONLINE and MEM_FINISH_OFFLINE. */
  readonly preparesBlocks: boolean;
  /** `state` takes online_kernel and online_movable. */
  readonly onlineTypes: boolean;
  /** What was told to happen and has not yet. */
  /** What the device has been given to do; null: nothing was ever posted, and no traffic runs. */
  readonly device: DeviceReport | null;
  readonly armed: readonly ArmedFault[];
  /** [first section, sections, index in PAGE_KINDS] per run of pages that somebody holds, ascending. */
  readonly held: Float64Array;
  /** [first section, sections, index in ZONES] per run of online memory, ascending; empty where there is one zone. */
  readonly zones: Float64Array;
  /** The block whose offline waits for pages that cannot be moved yet. */
  readonly pending: { readonly start: string; readonly size: string } | null;
  readonly bill: {
    readonly flat: string;
    readonly threeLevel: string;
    readonly inUse: 'flat' | 'three-level' | 'none';
  };
  /** Facts of the step at the cursor. */
  readonly trace: Trace;
  readonly outcome: Outcome;
  /** The event at the cursor; null at step 0. */
  readonly event: MachineEvent | null;
  /** The map one step earlier, for what moved; empty at step 0. */
  readonly before: Float64Array;
  /** An import, if this scene came from one. */
  readonly source: ImportSource | null;
  /** What it argues, if it is one of the gallery's scenes, changed or not. */
  readonly story?: StoryView;
}

/** A scene that argues, at its cursor. */
export interface StoryView {
  readonly id: string;
  /** From 1. */
  readonly place: number;
  readonly of: number;
  /** What to look at. */
  readonly sentence: string;
  /** The address that it is about; null where it is about none. */
  readonly address: string | null;
  /** Its machine or its events are not those it was opened with. */
  readonly changed: boolean;
  /** Ids of the scenes beside it. */
  readonly previous: string | null;
  readonly next: string | null;
  /** What the machine answers at the end; null before it. */
  readonly answers: readonly Answer[] | null;
}

/** A scene or an opening, to be chosen. */
export interface GalleryEntry {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly kernel: string;
  readonly driver: string;
  /** The machine at its end. */
  readonly picture: Miniature;
  /** Its first question, answered; null for an opening, which asks none. */
  readonly answer: Answer | null;
}

export interface Gallery {
  readonly stories: readonly (GalleryEntry & { readonly place: number })[];
  readonly openings: readonly GalleryEntry[];
}

/** The driver's map. */
export interface MapView {
  readonly kind: MapShape['kind'];
  readonly bytes: string;
  /** Bus address of slot 0, hex. */
  readonly origin: string;
  /** Where a bus address comes straight from another: from which; slots are then no place in a row. */
  readonly direct: string | null;
  /** Section numbers are cut to 39 bits. */
  readonly folds: boolean;
  /** [section (39-bit index in the three-level map), sections, bus slot | -1 for an entry left at flag 1] per run. */
  readonly runs: Float64Array;
  readonly mapped: number;
  readonly mrLength: string;
  readonly tables: Tables;
  /** Entries of the flat array, as asked for; 0 for the others. */
  readonly entries: number;
  /** Why the flat array is not there; null where it is, or another map. */
  readonly refused: ArrayRefusal | null;
  /** Table list for drawing: [level 0 root | 1 top | 2 dir, number (0 | top | top*8192+dir), used entries, first used, last used] each. */
  readonly tableList: Float64Array;
}

/** The memory region as registered: whose pages it really holds. */
export interface RegionView {
  readonly handle: string;
  readonly start: string;
  readonly length: string;
  readonly pages: string;
  readonly hcalls: string;
  /** [bus slot, slots, section whose pages were registered] per run. */
  readonly runs: Float64Array;
}

export interface CallbackView {
  readonly name: string;
  readonly priority: number;
  readonly builtin: boolean;
  /** What it does, one phrase; empty for a user's own. */
  readonly gloss: string;
  readonly source: string;
  /** Answers of a user's callback by action, as given. */
  readonly answers: Readonly<Record<string, string | number>>;
}

export interface Branch {
  /** Step after which it leaves the present line. */
  readonly at: number;
  readonly steps: number;
  readonly title: string;
}

export interface ImportSource {
  readonly format: string;
  readonly blockSize: string | null;
  readonly totals: { readonly online: string; readonly offline: string };
  readonly notices: readonly string[];
}

/** A drop seen before it happens: the same step on the same machine, thrown away. */
export interface Preview {
  /** The scene as it would be. */
  readonly scene: Scene;
  readonly account: Account;
  readonly flatBefore: string;
  readonly flatAfter: string;
  readonly threeLevelBefore: string;
  readonly threeLevelAfter: string;
}

/** The scene on another machine, and the old futures that no longer fit it. */
export interface Rerun {
  readonly scene: Scene;
  readonly dropped: Dropped | null;
}

/** Old futures that are gone, and why the first of them does not fit. */
export interface Dropped {
  readonly count: number;
  readonly reason: InputError;
}

/** Asked of the worker: one method each; the client turns it into a Promise. */
export interface Requests {
  /** A link, a fragment, scenario JSON or an import; of its events at most so many. */
  open: { args: { text: string; most?: number | undefined }; value: Result<Scene> };
  /** A preset by id (src/scenario/presets). */
  preset: { args: { id: string }; value: Result<Scene> };
  /** What may be opened by id. */
  gallery: { args: Record<string, never>; value: Gallery };
  dispatch: {
    args: { event: unknown };
    value: Result<{ scene: Scene; step: number; outcome: Outcome }>;
  };
  preview: { args: { event: unknown }; value: Result<Preview> };
  seek: { args: { step: number }; value: Result<{ scene: Scene; step: number; outcome: Outcome }> };
  /** Brings an old future back (index in `branches`); the present one takes its place there. */
  restore: { args: { branch: number }; value: Result<Scene> };
  /** Changes the scene's own machine and plays the same events on it. */
  rerun: { args: { config: Partial<MachineConfig> }; value: Result<Rerun> };
  translate: { args: { address: string; space: Space }; value: Result<Translation> };
  /** Live traffic at the cursor, accesses [from, from + count) after its step; changes nothing. */
  traffic: { args: { from: number; count: number }; value: LiveBatch };
  /** A number on the page, opened, at the cursor. */
  figure: { args: { id: FigureId; about?: FigureAbout | undefined }; value: Figure };
  /** Every driver over the present memory. */
  compare: { args: Record<string, never>; value: readonly DriverRow[] };
  report: { args: Record<string, never>; value: Report };
  scenario: { args: Record<string, never>; value: unknown };
  /** The fragment, without `#`. */
  link: { args: Record<string, never>; value: Result<string> };
  /** What survives a reload: scenario, branches. */
  keep: { args: Record<string, never>; value: string };
  unkeep: { args: { text: string }; value: Result<Scene> };
}
export type RequestName = keyof Requests;

export interface RequestMessage<N extends RequestName = RequestName> {
  readonly id: number;
  readonly name: N;
  readonly args: Requests[N]['args'];
}

/** Leaves the replay that is running, if it has shown progress: the scene before it stays. */
export interface CancelMessage {
  readonly cancel: true;
}

export type ReplyMessage =
  /** `accounts`: those of the scene in the value, against the scene before; left out where it brings its own, or is none. */
  | {
      readonly id: number;
      readonly type: 'value';
      readonly value: unknown;
      readonly accounts?: AccountsSince;
    }
  | { readonly id: number; readonly type: 'progress'; readonly progress: Progress }
  /** A bug in the worker, never an expected failure. */
  | { readonly id: number; readonly type: 'bug'; readonly message: string };
