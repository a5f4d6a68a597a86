import type { DriverId } from '../../machine/driver/driver-id.ts';
import type { ConfigureEvent, MachineConfig, Result } from '../../machine/event.ts';
import type { Allocator } from '../../machine/kernel/allocator.ts';
import { editionOf } from '../../machine/kernel/editions.ts';
import { blockWords, DRIVER_WORDS, pageWords } from './words.ts';

/** The settings as they stand in the form; bits as typed. */
export interface Draft {
  readonly kernel: string;
  readonly driver: DriverId;
  readonly pageSize: number;
  readonly blockSize: string;
  readonly bits: string;
  readonly allocator: Allocator;
}

export const draftOf = (config: MachineConfig): Draft => ({
  kernel: config.kernel,
  driver: config.driver,
  pageSize: config.pageSize,
  blockSize: config.blockSize,
  bits: String(config.physicalBits),
  allocator: config.allocator,
});

/** A draft that was begun on one machine, carried over to another: only what was changed goes with it. */
export function moved(draft: Draft, from: Draft, to: Draft): Draft {
  const chosen = Object.entries(draft).filter(([key, value]) => from[key as keyof Draft] !== value);
  return { ...to, ...Object.fromEntries(chosen) };
}

/** Another kernel brings its own driver and allocator, as a `configure` event does. */
export function withKernel(draft: Draft, kernel: string): Draft {
  const edition = editionOf(kernel);
  if (!edition) return draft;
  return { ...draft, kernel, driver: edition.ownDriver, allocator: edition.ownAllocator };
}

export function readBits(text: string): Result<number> {
  const bits = /^\s*\d{1,3}\s*$/.test(text) ? Number(text) : Number.NaN;
  if (bits >= 24 && bits <= 64) return { ok: true, value: bits };
  return {
    ok: false,
    error: { code: 'bad-event', message: 'Expected a whole number of bits, 24 to 64.' },
  };
}

/** One setting that differs. */
export interface Change {
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

type Settings = Omit<ConfigureEvent, 'type'>;

/**
 * What the draft changes: only the keys that differ, with driver and allocator left to the kernel where the
 * kernel itself would choose them.
 */
export function settingsOf(config: MachineConfig, draft: Draft): Result<Settings> {
  const bits = readBits(draft.bits);
  if (!bits.ok) return bits;
  const kernelChanges = draft.kernel !== config.kernel;
  const edition = editionOf(draft.kernel);
  const driver = kernelChanges ? edition?.ownDriver : config.driver;
  const allocator = kernelChanges ? edition?.ownAllocator : config.allocator;
  return {
    ok: true,
    value: {
      ...(kernelChanges ? { kernel: draft.kernel } : {}),
      ...(draft.driver !== driver ? { driver: draft.driver } : {}),
      ...(draft.pageSize !== config.pageSize ? { pageSize: draft.pageSize } : {}),
      ...(draft.blockSize !== config.blockSize ? { blockSize: draft.blockSize } : {}),
      ...(bits.value !== config.physicalBits ? { physicalBits: bits.value } : {}),
      ...(draft.allocator !== allocator ? { allocator: draft.allocator } : {}),
    },
  };
}

/** What differs between two machines, in words. */
export function changesBetween(before: MachineConfig, after: MachineConfig): readonly Change[] {
  const rows: readonly Change[] = [
    { key: 'kernel', from: before.kernel, to: after.kernel },
    { key: 'driver', from: DRIVER_WORDS[before.driver], to: DRIVER_WORDS[after.driver] },
    { key: 'page', from: pageWords(before.pageSize), to: pageWords(after.pageSize) },
    { key: 'memory block', from: blockWords(before.blockSize), to: blockWords(after.blockSize) },
    {
      key: 'physical bits',
      from: String(before.physicalBits),
      to: String(after.physicalBits),
    },
    { key: 'allocator', from: before.allocator, to: after.allocator },
  ];
  return rows.filter((row) => row.from !== row.to);
}
