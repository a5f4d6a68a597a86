import { configured } from '../../machine/configured.ts';
import type { ConfigureEvent, MachineConfig, Result } from '../../machine/event.ts';
import { editionOf } from '../../machine/kernel/editions.ts';
import { OPTION_WORDS, optionText } from '../../machine/kernel/option-words.ts';
import {
  OPTION_KEYS,
  type OptionKey,
  type Options,
  optionsOf,
} from '../../machine/kernel/options.ts';
import { blockWords, DRIVER_WORDS, pageWords } from './words.ts';

/** The settings as they stand in the form; bits as typed. */
export interface Draft extends Omit<MachineConfig, 'physicalBits'> {
  readonly bits: string;
}

export type Settings = Omit<ConfigureEvent, 'type'>;

export function draftOf({ physicalBits, ...settings }: MachineConfig): Draft {
  return { ...settings, bits: String(physicalBits) };
}

/** The machine of the form; whatever is typed for bits, it has some. */
export function configOf({ bits, ...settings }: Draft): MachineConfig {
  const read = readBits(bits);
  return { ...settings, physicalBits: read.ok ? read.value : 64 };
}

/** All options of the form, filled in. */
export function draftOptions(draft: Draft): Options {
  const edition = editionOf(draft.kernel);
  return optionsOf({ config: draft, edition: edition ?? { ownOptions: {} } });
}

/** The form after a choice: another kernel or architecture brings what is its own, as a `configure` event does. */
export function changed(draft: Draft, settings: Settings): Draft {
  const edition = editionOf(settings.kernel ?? draft.kernel);
  if (!edition) return draft;
  return { ...draftOf(configured(configOf(draft), settings, edition)), bits: draft.bits };
}

/** A draft that was begun on one machine, carried over to another: only what was changed goes with it. */
export function moved(draft: Draft, from: Draft, to: Draft): Draft {
  const { options, ...chosen } = difference(configOf(from), configOf(draft));
  const there = changed(to, { ...chosen, ...(options ? { options } : {}) });
  return { ...there, bits: draft.bits === from.bits ? to.bits : draft.bits };
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

/**
 * What the draft changes: only the keys that differ, with all that another kernel or architecture would choose by itself
 * left to it.
 */
export function settingsOf(config: MachineConfig, draft: Draft): Result<Settings> {
  const bits = readBits(draft.bits);
  return bits.ok ? { ok: true, value: difference(config, configOf(draft)) } : bits;
}

const SIMPLE = ['driver', 'pageSize', 'blockSize', 'physicalBits', 'allocator'] as const;

/** The shortest `configure` event that makes `to` of `from`. */
function difference(from: MachineConfig, to: MachineConfig): Settings {
  const edition = editionOf(to.kernel);
  if (!edition) return { kernel: to.kernel };
  let settings: Settings = to.kernel === from.kernel ? {} : { kernel: to.kernel };
  const reached = (): MachineConfig => configured(from, settings, edition);
  const wanted = optionsOf({ config: to, edition });
  const had = optionsOf({ config: reached(), edition });
  const options = Object.fromEntries(
    OPTION_KEYS.filter((key) => wanted[key] !== had[key]).map((key) => [key, wanted[key]]),
  );
  if (Object.keys(options).length > 0) settings = { ...settings, options };
  for (const key of SIMPLE)
    if (to[key] !== reached()[key]) settings = { ...settings, [key]: to[key] };
  return settings;
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
    ...optionRows(before, after),
  ];
  return rows.filter((row) => row.from !== row.to);
}

function optionRows(before: MachineConfig, after: MachineConfig): readonly Change[] {
  const was = filledIn(before);
  const is = filledIn(after);
  const row = (key: OptionKey): Change => ({
    key: OPTION_WORDS[key],
    from: optionText(was[key]),
    to: optionText(is[key]),
  });
  return OPTION_KEYS.map(row);
}

const filledIn = (config: MachineConfig): Options => draftOptions(draftOf(config));
