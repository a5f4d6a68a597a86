import type { Device } from './device/device.ts';
import type { Driver } from './driver/driver.ts';
import type { Generation } from './driver/generation.ts';
import type { Answer, MachineConfig } from './event.ts';
import type { ArmedCall } from './firmware/other-calls.ts';
import type { ArmedHcall } from './firmware/register-pages.ts';
import type { Edition } from './kernel/edition.ts';
import type { AskedTypes } from './memory/asked-types.ts';
import type { HeldPages } from './memory/held-pages.ts';
import type { Granted } from './memory/resource.ts';
import { type Sections, sectionLimit } from './memory/section.ts';
import type { ZoneSections } from './memory/zone-sections.ts';
import type { ChainAction, MemoryAction } from './notifier/action.ts';
import type { NotifierBlock } from './notifier/chain.ts';
import type { Pending } from './pending.ts';
import type { RunSet } from './units/run-set.ts';
import { SECTION_SIZE_BITS } from './units/section.ts';

/** A callback in the memory chain. */
export interface Callback extends NotifierBlock {
  readonly name: string;
  readonly priority: number;
  /** `kernel` always answers `value`; `driver` acts; `user` answers as the event says. */
  readonly kind: 'kernel' | 'driver' | 'user';
  readonly value: number;
  /** Registration order among the user's own, for the next boot; 0 for the others. */
  readonly order: number;
  readonly answers: Readonly<Partial<Record<MemoryAction, Answer>>>;
  /** The kernel's own: it answers NOTIFY_BAD to this action for memory that was there at boot. */
  readonly keepsBootMemory?: MemoryAction;
  readonly gloss: string;
  readonly source: string;
}

/** The next time that callback is asked that action it answers so, once, instead of doing what it does. */
export interface ArmedAnswer {
  readonly name: string;
  readonly action: ChainAction;
  readonly answer: Answer;
}

/** A machine at one moment: an immutable value. The same events give the same machine, everywhere. */
export interface Machine {
  readonly config: MachineConfig;
  readonly edition: Edition;
  /** The driver's ways; `driver` is its state. */
  readonly generation: Generation;
  /** Installed memory that the firmware lets this partition use, beyond the kernel's limit included. */
  readonly granted: Granted;
  readonly sections: Sections;
  /** Of the online sections; empty where memory has one zone only. */
  readonly zones: ZoneSections;
  /** How blocks that are online come back, where that was asked for. */
  readonly asked: AskedTypes;
  /** Sections with a `System RAM` resource: hot-added ones; boot memory of a 2008 ppc64 has none. */
  readonly resources: RunSet;
  /** Where one of them ends and another may begin, in sections or memory blocks: whichever the kernel adds. */
  readonly resourceEdges: RunSet;
  /** num_physpages: kernel pages of boot memory, plus onlined, minus offlined. */
  readonly pages: bigint;
  /** In call order. */
  readonly chain: readonly Callback[];
  /** The node chain, in call order; empty where nodes have none of their own. */
  readonly nodeChain: readonly Callback[];
  readonly driver: Driver;
  /** Handle of the next region, from 1. */
  readonly nextHandle: number;
  /** Allocations that will fail: the nth from now on, each once. */
  readonly armedAllocations: readonly number[];
  readonly armedHcalls: readonly ArmedHcall[];
  /** Hcalls around page registration that will fail. */
  readonly armedCalls: readonly ArmedCall[];
  readonly armedAnswers: readonly ArmedAnswer[];
  /** A block that waits for pinned pages, and whoever asked with it. */
  readonly pending: Pending | null;
  /** Signals on their way to whoever waits in an offline; each ends one. */
  readonly signals: number;
  /** Pages that somebody holds. */
  readonly held: HeldPages;
  readonly device: Device;
}

export const pageShiftOf = (config: MachineConfig): number => Math.log2(config.pageSize);

/** Sections in one memory block. */
export const sectionsPerBlock = (config: MachineConfig): number =>
  Number(BigInt(config.blockSize) >> BigInt(SECTION_SIZE_BITS));

/** First section number the kernel cannot have. */
export const limitOf = (machine: Pick<Machine, 'config'>): number =>
  sectionLimit(machine.config.physicalBits);

/** 2^MAX_PHYSMEM_BITS. */
export const physicalEnd = (config: MachineConfig): bigint => 1n << BigInt(config.physicalBits);
