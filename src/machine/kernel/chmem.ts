import { ascending, type MemoryBlock } from '../memory/memory-block.ts';
import { validZones } from '../memory/zone.ts';
import { blockStart, type HotplugDraft } from './hotplug-machine.ts';
import { writeSysfs } from './sysfs-memory.ts';

/**
 * chmem of util-linux 2.38.1: what it writes to sysfs for its arguments, what it says and how it exits. Its behaviour,
 * not its code.
 */
export interface ChmemAnswer {
  /** 0 all of it, 64 some, 1 nothing. */
  readonly rc: number;
  /** Null where only the exit is known. */
  readonly output: readonly string[] | null;
}

const SOME = 64;
const FAILURE = 1;

interface Options {
  readonly enable: boolean;
  readonly verbose: boolean;
  readonly zone: string | null;
}

type Wanted =
  | { readonly kind: 'blocks'; readonly count: bigint }
  | { readonly kind: 'range'; readonly first: bigint; readonly last: bigint };

/** It refused before it touched anything. */
const refusal = (line: string | null): ChmemAnswer => ({
  rc: FAILURE,
  output: line === null ? null : [`chmem: ${line}`],
});

const isRefusal = (value: object): value is ChmemAnswer => 'rc' in value;

const ZONES = ['DMA', 'DMA32', 'Normal', 'Highmem', 'Movable', 'Device'];

const LONG: Readonly<Record<string, string>> = {
  '--blocks': '-b',
  '--disable': '-d',
  '--enable': '-e',
  '--verbose': '-v',
};

/** Splits `-vdb` and `--zone=Normal`, as getopt_long does; null for what it does not take. */
function splitWords(args: string): readonly string[] | null {
  const words = args.split(/\s+/).filter((w) => w !== '');
  const out: string[] = [];
  for (const word of words) {
    if (word.startsWith('--zone=')) out.push('-z', word.slice('--zone='.length));
    else if (word === '--zone') out.push('-z');
    else if (Object.hasOwn(LONG, word)) out.push(LONG[word] as string);
    else if (word.startsWith('--')) return null;
    else if (/^-[a-z]/i.test(word)) out.push(...splitLetters(word));
    else out.push(word);
  }
  return out;
}

function splitLetters(word: string): string[] {
  const at = word.indexOf('z');
  const letters = [...word.slice(1, at < 0 ? undefined : at + 1)].map((c) => `-${c}`);
  return at < 0 || at === word.length - 1 ? letters : [...letters, word.slice(at + 1)];
}

interface Command extends Options {
  readonly useBlocks: boolean;
  readonly parameter: string;
}

function parseArguments(args: string): Command | null {
  const words = splitWords(args);
  if (words === null) return null;
  const free: string[] = [];
  const given = new Set<string>();
  let zone: string | null = null;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as string;
    if (word === '-z') {
      i += 1;
      zone = words[i] ?? null;
      if (zone === null) return null;
    } else if (['-b', '-d', '-e', '-v'].includes(word)) given.add(word);
    else if (/^-./.test(word)) return null;
    else free.push(word);
  }
  const [parameter, ...more] = free;
  if (parameter === undefined || more.length > 0) return null;
  if (given.has('-e') === given.has('-d')) return null;
  return {
    enable: given.has('-e'),
    verbose: given.has('-v'),
    zone,
    useBlocks: given.has('-b'),
    parameter,
  };
}

/** chmem's arguments, run by root. */
export function chmem(draft: HotplugDraft, args: string): ChmemAnswer {
  const command = parseArguments(args);
  if (command === null) return refusal(null);
  const wanted = command.useBlocks
    ? parseBlocks(command.parameter)
    : parseAddresses(draft, command.parameter);
  if (isRefusal(wanted)) return wanted;
  if (wanted.kind === 'range' && wanted.first > wanted.last)
    return refusal(`Invalid range: ${command.parameter}`);
  const zone = ZONES.find((z) => z.toLowerCase() === command.zone?.toLowerCase()) ?? null;
  if (command.zone !== null && hasZones(draft) && zone === null) return refusal(null);
  const options = { ...command, zone: hasZones(draft) ? zone : null };
  const answer =
    wanted.kind === 'blocks'
      ? changeSize(draft, options, wanted.count)
      : changeRange(draft, options, wanted.first, wanted.last);
  if (command.zone === null || hasZones(draft) || answer.output === null) return answer;
  const warning = 'chmem: zone ignored, no valid_zones sysfs attribute present';
  return { rc: answer.rc, output: [warning, ...answer.output] };
}

/** It looks for the file in memory0 alone. */
const hasZones = (draft: HotplugDraft): boolean => draft.blocks.has(0);

function parseBlocks(text: string): Wanted | ChmemAnswer {
  const [first = '', last = first, ...more] = text.split('-');
  if (more.length > 0) return refusal(`Invalid parameter: ${text}`);
  if (!/^\d+$/.test(first) || !/^\d+$/.test(last)) return refusal(null);
  return { kind: 'range', first: BigInt(first), last: BigInt(last) };
}

function parseAddresses(draft: HotplugDraft, text: string): Wanted | ChmemAnswer {
  const parts = text.split('-');
  if (parts.length > 2) return refusal(`Invalid parameter: ${text}`);
  const [first = '', last] = parts;
  if (last === undefined) return parseSize(draft, first);
  for (const [part, name] of [
    [first, 'start'],
    [last, 'end'],
  ] as const)
    if (part[1] !== 'x') return refusal(`Invalid ${name} address format: ${part}`);
  if (!/^0x[0-9a-f]{1,16}$/i.test(first) || !/^0x[0-9a-f]{1,16}$/i.test(last)) return refusal(null);
  const [start, end] = [BigInt(first), BigInt(last)];
  const size = draft.blockSize;
  if (start % size !== 0n || (end + 1n) % size !== 0n)
    return refusal(
      `Start address and (end address + 1) must be aligned to memory block size (${humanSize(size)})`,
    );
  return { kind: 'range', first: start / size, last: end / size };
}

const SUFFIXES = 'KMGTPE';

/** A number as C writes it, with a fraction if a unit follows; one that ends in a digit is in MiB. */
function parseSize(draft: HotplugDraft, text: string): Wanted | ChmemAnswer {
  const match = /^(0x[0-9a-f]+|\d+)(?:\.(\d+))?(?:([KMGTPE])(iB|B)?)?$/i.exec(text);
  if (!match) return refusal(null);
  const [, whole = '', fraction = '', unit, base] = match;
  if ((fraction !== '' && !unit) || /^0\d*[89]/.test(whole)) return refusal(null);
  const power = BigInt(unit ? SUFFIXES.indexOf(unit.toUpperCase()) + 1 : 0);
  const one = (base?.toUpperCase() === 'B' ? 1000n : 1024n) ** power;
  const part = (BigInt(fraction || '0') * one) / 10n ** BigInt(fraction.length);
  const number = BigInt(/^0\d/.test(whole) ? `0o${whole.slice(1)}` : whole) * one + part;
  const bytes = /\d$/.test(text) ? number << 20n : number;
  if (bytes % draft.blockSize !== 0n)
    return refusal(`Size must be aligned to memory block size (${humanSize(draft.blockSize)})`);
  return { kind: 'blocks', count: bytes / draft.blockSize };
}

/** `128M`, `1.5G`: at most one decimal, as util-linux rounds it. */
export function humanSize(bytes: bigint): string {
  let exponent = 0;
  while (exponent < SUFFIXES.length && bytes >> BigInt(10 * (exponent + 1)) > 0n) exponent += 1;
  const unit = 1n << BigInt(10 * exponent);
  let whole = bytes / unit;
  let tenths = (((bytes % unit) * 1000n) / unit + 50n) / 100n;
  if (tenths === 10n) {
    whole += 1n;
    tenths = 0n;
  }
  const letter = exponent === 0 ? 'B' : SUFFIXES[exponent - 1];
  return `${whole}${tenths === 0n ? '' : `.${tenths}`}${letter}`;
}

const nameOf = (draft: HotplugDraft, index: number): string => {
  const hex = (address: bigint) => `0x${address.toString(16).padStart(16, '0')}`;
  const start = blockStart(draft, index);
  return `Memory Block ${index} (${hex(start)}-${hex(start + draft.blockSize - 1n)})`;
};

const isSo = (block: MemoryBlock, { enable }: Options): boolean =>
  (block.state === 'online') === enable;

/** False: the block cannot go to (or does not come from) the zone asked for. */
function fitsZone(draft: HotplugDraft, block: MemoryBlock, { enable, zone }: Options): boolean {
  if (zone === null) return true;
  const zones = validZones(draft.blocks, block, draft.movableNode).toLowerCase();
  return enable ? zones.includes(zone.toLowerCase()) : zones.startsWith(zone.toLowerCase());
}

/** Movable, wherever it is valid, unless a zone is asked for. */
function wordFor(draft: HotplugDraft, block: MemoryBlock, { enable, zone }: Options): string {
  if (!enable) return 'offline';
  if (zone !== null) return zone === 'Movable' ? 'online_movable' : 'online_kernel';
  const zones = hasZones(draft) ? validZones(draft.blocks, block, draft.movableNode) : '';
  return zones.includes('Movable') ? 'online_movable' : 'online';
}

const write = (draft: HotplugDraft, block: MemoryBlock, options: Options): number => {
  const path = `/sys/devices/system/memory/memory${block.index}/state`;
  return writeSysfs(draft, path, wordFor(draft, block, options), 0) ?? 0;
};

const exitOf = (left: bigint, all: bigint): number => {
  if (left === 0n) return 0;
  return left === all ? FAILURE : SOME;
};

/** So many blocks of whichever will: upwards to enable, downwards to disable. */
function changeSize(draft: HotplugDraft, options: Options, count: bigint): ChmemAnswer {
  const verb = options.enable ? 'enable' : 'disable';
  const output: string[] = [];
  const order = ascending(draft.blocks).map((b) => b.index);
  if (!options.enable) order.reverse();
  let left = count;
  for (const index of order) {
    if (left === 0n) break;
    const block = draft.blocks.get(index) as MemoryBlock;
    if (isSo(block, options) || !fitsZone(draft, block, options)) continue;
    const ret = write(draft, block, options);
    if (ret === 0) left -= 1n;
    if (options.verbose)
      output.push(`${nameOf(draft, index)} ${ret === 0 ? `${verb}d` : `${verb} failed`}`);
  }
  if (left > 0n)
    output.push(
      `chmem: Could only ${verb} ${humanSize((count - left) * draft.blockSize)} of memory`,
    );
  return { rc: exitOf(left, count), output };
}

/** Exactly these blocks, those that exist. */
function changeRange(
  draft: HotplugDraft,
  options: Options,
  first: bigint,
  last: bigint,
): ChmemAnswer {
  const verb = options.enable ? 'enable' : 'disable';
  const output: string[] = [];
  const all = last - first + 1n;
  let left = all;
  for (const { index } of ascending(draft.blocks)) {
    if (BigInt(index) < first || BigInt(index) > last) continue;
    const block = draft.blocks.get(index) as MemoryBlock;
    const name = nameOf(draft, index);
    if (isSo(block, options)) {
      if (options.verbose) output.push(`${name} already ${verb}d`);
      left -= 1n;
    } else if (!fitsZone(draft, block, options)) {
      output.push(`chmem: ${name} ${verb} failed: Zone mismatch`);
    } else {
      const ret = write(draft, block, options);
      if (ret === 0) left -= 1n;
      if (ret < 0) output.push(`chmem: ${name} ${verb} failed: ${messageOf(ret)}`);
      else if (options.verbose) output.push(`${name} ${verb}d`);
    }
  }
  return { rc: exitOf(left, all), output };
}

/** strerror of the C library, for what these writes can answer. */
const MESSAGES: Readonly<Record<number, string>> = {
  1: 'Operation not permitted',
  4: 'Interrupted system call',
  12: 'Cannot allocate memory',
  16: 'Device or resource busy',
  22: 'Invalid argument',
  133: 'Memory page has hardware error',
};

const messageOf = (ret: number): string => MESSAGES[-ret] ?? `Unknown error ${-ret}`;
