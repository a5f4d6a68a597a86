import { DRIVERS } from '../../machine/driver/driver-id.ts';
import type { ConfigureEvent, MachineEvent, Result } from '../../machine/event.ts';
import { ALLOCATORS } from '../../machine/kernel/allocator.ts';
import { OPTIONS } from '../../machine/kernel/option-values.ts';
import { OPTION_KEYS, type OptionKey, type Options } from '../../machine/kernel/options.ts';
import { formatHex } from '../../machine/units/address.ts';
import { event, fail, type Rest } from './line.ts';
import { readSize } from './spelling.ts';

/** What KEY=VALUE pairs say of a machine. */
export type Settings = { -readonly [K in keyof Omit<ConfigureEvent, 'type'>]: ConfigureEvent[K] };
type SettingReader = (value: string, settings: Settings) => string | undefined;

const choose =
  <K extends keyof Settings>(key: K, choices: readonly NonNullable<Settings[K]>[]): SettingReader =>
  (value, settings) => {
    const found = choices.find((c) => String(c).toLowerCase() === value.toLowerCase());
    if (found === undefined) return `Expected ${choices.join(' or ')}.`;
    settings[key] = found as Settings[K];
    return undefined;
  };

const YES: readonly string[] = ['yes', 'y', 'true', 'on', '1'];
const NO: readonly string[] = ['no', 'n', 'false', 'off', '0'];

/** The value of an option as typed; undefined if it is none of those. */
function optionValue(key: OptionKey, typed: string): Options[OptionKey] | undefined {
  const kind = OPTIONS[key];
  const low = typed.toLowerCase();
  if ('low' in kind) {
    if (kind.none && low === 'none') return null;
    const number = /^\d{1,10}$/.test(typed) ? Number(typed) : -1;
    return number >= kind.low && number <= kind.high ? number : undefined;
  }
  if (kind.includes(true)) return YES.includes(low) ? true : NO.includes(low) ? false : undefined;
  return kind.find((one) => String(one).toLowerCase() === low) as Options[OptionKey] | undefined;
}

function optionExpected(key: OptionKey): string {
  const kind = OPTIONS[key];
  if ('low' in kind)
    return `Expected a whole number, ${kind.low} to ${kind.high}${kind.none ? ', or none' : ''}.`;
  return kind.includes(true) ? 'Expected yes or no.' : `Expected ${kind.join(' or ')}.`;
}

const option =
  (key: OptionKey): SettingReader =>
  (typed, settings) => {
    const value = optionValue(key, typed);
    if (value === undefined) return optionExpected(key);
    settings.options = { ...settings.options, [key]: value };
    return undefined;
  };

/** Each reader puts the value in place, or says what was expected. */
const SETTINGS: ReadonlyMap<string, SettingReader> = new Map(
  Object.entries<SettingReader>({
    kernel: (value, settings) => {
      if (!/^[\w.-]{1,32}$/.test(value)) return 'Expected a version such as 2.6.25.';
      settings.kernel = value;
      return undefined;
    },
    driver: choose('driver', DRIVERS),
    allocator: choose('allocator', ALLOCATORS),
    page: (value, settings) => {
      const size = readSize(value);
      if (!size.ok || (size.value !== 4096n && size.value !== 65536n)) return 'Expected 4K or 64K.';
      settings.pageSize = Number(size.value);
      return undefined;
    },
    block: (value, settings) => {
      const size = readSize(value);
      if (!size.ok) return size.error.message;
      settings.blockSize = formatHex(size.value);
      return undefined;
    },
    bits: (value, settings) => {
      const bits = /^\d{2}$/.test(value) ? Number(value) : 0;
      if (bits < 24 || bits > 64) return 'Expected a number of bits, 24 to 64.';
      settings.physicalBits = bits;
      return undefined;
    },
    ...Object.fromEntries(OPTION_KEYS.map((key) => [key.toLowerCase(), option(key)])),
  }),
);

const KEYS_EXPECTED = `Expected KEY=VALUE; the keys are ${[
  ...[...SETTINGS.keys()].filter((key) => !OPTION_KEYS.some((o) => o.toLowerCase() === key)),
  ...OPTION_KEYS,
].join(', ')}.`;

const SETTING_NAMES: ReadonlyMap<string, string> = new Map([
  ['pagesize', 'page'],
  ['blocksize', 'block'],
  ['physicalbits', 'bits'],
]);

/** The key of a setting as it was typed, in the one form: `pageSize` is `page`. Null: there is none. */
export function settingOf(typed: string): string | null {
  const low = typed.toLowerCase();
  const key = SETTING_NAMES.get(low) ?? low;
  return SETTINGS.has(key) ? key : null;
}

/** `KEY=VALUE ...`, each key once. */
export function readSettings({ tokens, end }: Rest): Result<Settings> {
  if (tokens.length === 0) return fail(end, KEYS_EXPECTED);
  const settings: Settings = {};
  const given = new Set<string>();
  for (const { text, column } of tokens) {
    const cut = text.indexOf('=');
    const key = settingOf(cut < 0 ? text : text.slice(0, cut));
    const read = key === null ? undefined : SETTINGS.get(key);
    if (key === null || !read || cut < 0) return fail(column, KEYS_EXPECTED);
    if (given.has(key)) return fail(column, `“${key}” stands here twice.`);
    given.add(key);
    const expected = read(text.slice(cut + 1), settings);
    if (expected !== undefined) return fail(column + cut + 1, expected);
  }
  return { ok: true, value: settings };
}

/** `configure KEY=VALUE ...` */
export function configure(rest: Rest): Result<MachineEvent> {
  const settings = readSettings(rest);
  return settings.ok ? event({ type: 'configure', ...settings.value }) : settings;
}
