import * as v from 'valibot';
import { DRIVERS } from '../machine/driver/driver-id.ts';
import { knowAllKernels } from '../machine/kernel/all-kernels.ts';
import { ALLOCATORS } from '../machine/kernel/allocator.ts';
import { editionOf, editions } from '../machine/kernel/editions.ts';
import { OPTIONS } from '../machine/kernel/option-values.ts';
import { OPTION_KEYS, type OptionKey, type Options } from '../machine/kernel/options.ts';
import { HUGE_PAGE_SIZE } from '../machine/memory/huge-page.ts';
import { formatHex } from '../machine/units/address.ts';
import { integer, meaning, objectOf } from './plain-schemas.ts';

// Whoever reads a text may find any kernel in it.
knowAllKernels();

/** What single values of a scenario may be. Each schema reads generously and gives the one spelling. */

export const ADDRESS = 'expected an address such as "0x1000000" (0x and 1 to 16 hex digits)';
export const SIZE = 'expected a size such as "0x1000000" (0x and 1 to 16 hex digits, or 2^64)';

/** The one form of addresses; `0X` and separators are not taken. */
export const HEX = /^0x[0-9a-fA-F]{1,16}$/;
/** 2^64, the one size of 17 digits. */
export const WHOLE_SPACE = `0x1${'0'.repeat(16)}`;

/** `"a", "b" or "c"` */
function inWords(values: readonly string[]): string {
  const quoted = values.map((value) => `"${value}"`);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

const spellHex = (text: string): string => formatHex(BigInt(text));

/** A byte address, as lower-case hex without padding. */
export const address = v.pipe(v.string(ADDRESS), v.regex(HEX, ADDRESS), v.transform(spellHex));

/** A count of bytes, up to 2^64 itself. */
export const size = v.pipe(
  v.string(SIZE),
  v.check((text) => HEX.test(text) || text === WHOLE_SPACE, SIZE),
  meaning<string>({ pattern: `${HEX.source}|^${WHOLE_SPACE}$` }),
  v.transform(spellHex),
);

const KERNEL = `expected a kernel that is known here: ${inWords(editions().map((e) => e.id))}`;

export const kernel = v.pipe(
  v.string(KERNEL),
  v.check((id) => editionOf(id) !== undefined, KERNEL),
  meaning<string>({ enum: editions().map(({ id }) => id) }),
);

export const driver = v.picklist(DRIVERS, `expected a driver: ${inWords(DRIVERS)}`);

export const allocator = v.picklist(ALLOCATORS, 'expected an allocator: "SLUB" or "SLAB"');

/** Base pages of ppc64: 4 KiB or 64 KiB. */
export const pageSize = v.picklist(
  [4096, 65536],
  'expected a page size in bytes: 4096 or 65536 (a number)',
);

/** Blocks are whole sections; the upper end, 2^40, is ours: no firmware documents one. */
const BLOCK_SIZE = 'expected a block size: a power of two from "0x1000000" to "0x10000000000"';

export const blockSize = v.pipe(
  v.string(BLOCK_SIZE),
  v.regex(HEX, BLOCK_SIZE),
  v.check((text) => isBlockSize(BigInt(text)), BLOCK_SIZE),
  meaning<string>({ pattern: '^0x(?=[0-9a-fA-F]{1,16}$)0*(?:[1248]0{6,9}|10{10})$' }),
  v.transform(spellHex),
);

const isBlockSize = (bytes: bigint): boolean =>
  bytes >= 1n << 24n && bytes <= 1n << 40n && (bytes & (bytes - 1n)) === 0n;

/** One section is 24 bits of address, and an address has 64. */
export const physicalBits = integer(24, 64, 'physical bits');

/** `true or false`, `"y" or "m"`, `a whole number from 1 to 16`, `..., or null` */
function optionWords(key: OptionKey): string {
  const kind = OPTIONS[key];
  if ('low' in kind)
    return `a whole number from ${kind.low} to ${kind.high}${kind.none ? ', or null' : ''}`;
  return kind.includes(true) ? 'true or false' : inWords(kind.map(String));
}

const optionSchema = (key: OptionKey): v.GenericSchema<unknown, Options[OptionKey]> => {
  const kind = OPTIONS[key];
  const fits = (value: unknown): boolean =>
    'low' in kind
      ? (kind.none && value === null) ||
        (Number.isInteger(value) && Number(value) >= kind.low && Number(value) <= kind.high)
      : kind.some((one) => one === value);
  return v.pipe(
    v.custom<Options[OptionKey]>(fits, `expected ${optionWords(key)}`),
    meaning<Options[OptionKey]>(optionMeaning(key)),
  );
};

function optionMeaning(key: OptionKey): object {
  const kind = OPTIONS[key];
  if (!('low' in kind)) return { enum: kind };
  return {
    type: kind.none ? ['integer', 'null'] : 'integer',
    minimum: kind.low,
    maximum: kind.high,
  };
}

/** Any of the options; which of them go together only the kernel's own rules can say. */
export const options = v.pipe(
  objectOf(
    Object.fromEntries(OPTION_KEYS.map((key) => [key, v.optional(optionSchema(key))])) as Record<
      OptionKey,
      v.OptionalSchema<v.GenericSchema<unknown, Options[OptionKey]>, undefined>
    >,
    'expected options: an object',
  ),
  v.transform((given) => given as Partial<Options>),
);

/** Ours: as many as fit below the 44 bits that were shipped. */
const MOST_HUGE_PAGES = 1024;

const HUGE_PAGES = `expected hugePages, a list of at most ${MOST_HUGE_PAGES} addresses that are whole multiples of 16 GiB, "0x400000000"`;

/** In one spelling: ascending, each once. */
export const hugePages = v.pipe(
  v.array(
    v.pipe(
      v.string(HUGE_PAGES),
      v.regex(HEX, HUGE_PAGES),
      v.check((text) => BigInt(text) % HUGE_PAGE_SIZE === 0n, HUGE_PAGES),
      meaning<string>({
        pattern: '^0x(?=[0-9a-fA-F]{1,16}$)(?:0+|[0-9a-fA-F]*[048cC]0{8})$',
      }),
    ),
    HUGE_PAGES,
  ),
  v.maxLength(MOST_HUGE_PAGES, HUGE_PAGES),
  v.transform((given) =>
    [...new Set(given.map(BigInt))].sort((a, b) => (a < b ? -1 : 1)).map(formatHex),
  ),
);
