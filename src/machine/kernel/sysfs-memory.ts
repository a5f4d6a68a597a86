import type { MemoryBlock, OnlineType } from '../memory/memory-block.ts';
import { EACCES, EINVAL, EIO, ENOENT, ENXIO, ERANGE } from '../units/errno.ts';
import { addMemory, bytesOf } from './add-block.ts';
import { bringerOn, probeOn } from './bringer.ts';
import { blockIndex, type HotplugDraft, putBlock } from './hotplug-machine.ts';
import { deviceOffline, deviceOnline } from './online-block.ts';
import { dlpar } from './pseries-lmb.ts';

/** What the files below /sys/devices/system/memory do with what is written to them (drivers/base/memory.c, core.c). */

const WORDS: readonly (OnlineType | 'offline')[] = [
  'offline',
  'online',
  'online_kernel',
  'online_movable',
];

/** sysfs_streq: exact, but for one newline at the end. */
const wordOf = (value: string): OnlineType | 'offline' | undefined =>
  WORDS.find((word) => value === word || value === `${word}\n`);

type Store = (draft: HotplugDraft, value: string) => number;
type BlockStore = (draft: HotplugDraft, block: MemoryBlock, value: string) => number;

/** device_online and device_offline answer 1 for what is so already; `state` makes that an error. */
const orInvalid = (ret: number): number => (ret > 0 ? EINVAL : ret);

function storeState(draft: HotplugDraft, block: MemoryBlock, value: string): number {
  const word = wordOf(value);
  if (word === undefined) return EINVAL;
  if (word === 'offline') return orInvalid(deviceOffline(draft, block.index));
  putBlock(draft, { ...block, onlineType: word });
  return orInvalid(deviceOnline(draft, block.index));
}

/** `online` takes a boolean, and is content with what is so already. */
function storeOnline(draft: HotplugDraft, block: MemoryBlock, value: string): number {
  const on = parseBoolean(draft, value);
  if (on === undefined) return EINVAL;
  const ret = on ? deviceOnline(draft, block.index) : deviceOffline(draft, block.index);
  return Math.min(ret, 0);
}

/** kstrtobool looks at the first letter, and at the second only after an `o`. */
function parseBoolean(draft: HotplugDraft, value: string): boolean | undefined {
  const { booleans } = draft.edition;
  const first = value.slice(0, 1);
  if (first === '') return undefined;
  if (booleans.true.includes(first)) return true;
  if (booleans.false.includes(first)) return false;
  if (/^o[n]/i.test(value)) return true;
  return /^o[f]/i.test(value) ? false : undefined;
}

function storeAutoOnline(draft: HotplugDraft, value: string): number {
  const word = wordOf(value);
  if (word === undefined) return EINVAL;
  draft.autoOnline = word === 'offline' ? null : word;
  return 0;
}

/** kstrtoull with base 0: a negative errno, or the value. */
function parseU64(value: string): bigint | number {
  const text = value.replace(/\n$/, '').replace(/^\+/, '');
  if (!/^(0x[0-9a-f]+|\d+)$/i.test(text)) return EINVAL;
  const octal = /^0\d/.test(text);
  if (octal && !/^[0-7]+$/.test(text)) return EINVAL;
  const number = BigInt(octal ? `0o${text}` : text);
  return number < 1n << 64n ? number : ERANGE;
}

/** One block at this address, whether there is memory or not. */
function storeProbe(draft: HotplugDraft, value: string): number {
  const start = parseU64(value);
  if (typeof start === 'number') return start;
  if (start % draft.blockSize !== 0n) return EINVAL;
  const dimm = draft.dimms.find((d) => d.start <= start && start < d.end);
  const node = dimm?.node ?? Math.min(...draft.nodes.keys());
  const label = 'System RAM';
  const bytes = bytesOf(draft, blockIndex(draft, start));
  return addMemory(draft, { ...bytes, node, label, merge: false, mayHoldMemmap: false });
}

/** Takes a page out of use: it must be memory that is online (mm/memory-failure.c). */
function poison(draft: HotplugDraft, value: string, notOnline: number): number {
  const address = parseU64(value);
  if (typeof address === 'number') return EINVAL;
  const block = draft.blocks.get(blockIndex(draft, address));
  if (!block) return ENXIO;
  if (block.state !== 'online') return notOnline;
  putBlock(draft, { ...block, poisoned: true });
  return 0;
}

const FILES: Readonly<Record<string, Store>> = {
  auto_online_blocks: storeAutoOnline,
  probe: storeProbe,
  soft_offline_page: (draft, value) => poison(draft, value, EIO),
  hard_offline_page: (draft, value) => poison(draft, value, ENXIO),
};

const BLOCK_FILES: Readonly<Record<string, BlockStore>> = {
  state: storeState,
  online: storeOnline,
};

/** They can be read only. */
const READ_ONLY = ['block_size_bytes', 'crash_hotplug'];
const BLOCK_READ_ONLY = ['phys_index', 'phys_device', 'removable', 'valid_zones'];

const BLOCK_PATH =
  /^\/sys\/(?:devices\/system\/memory|bus\/memory\/devices|devices\/system\/node\/node(\d+))\/memory(\d+)\/(\w+)$/;
const FILE_PATH = /^\/sys\/devices\/system\/memory\/(\w+)$/;

/**
 * A write to sysfs by that user: 0, a negative errno; undefined for a path this kernel layer does not know.
 *
 * @param uid anybody but root (0) is refused, as the files are root's
 */
export function writeSysfs(
  draft: HotplugDraft,
  path: string,
  value: string,
  uid: number,
): number | undefined {
  const store = storeAt(draft, path);
  if (store === undefined || typeof store === 'number') return store;
  if (uid !== 0) return EACCES;
  return value === '' ? 0 : store(draft, value);
}

/** What the path leads to: a file, an errno of opening it, or nothing known. */
function storeAt(draft: HotplugDraft, path: string): Store | number | undefined {
  if (path === '/sys/kernel/dlpar')
    return bringerOn(draft.architecture.id) === 'pseries' ? dlpar : EACCES;
  const [, node, index, attribute] = BLOCK_PATH.exec(path) ?? [];
  if (index !== undefined && attribute !== undefined)
    return blockStoreAt(draft, node, Number(index), attribute);
  const file = FILE_PATH.exec(path)?.[1];
  if (file === undefined) return undefined;
  if (READ_ONLY.includes(file)) return EACCES;
  if (file === 'probe' && !probeOn(draft.architecture.id)) return ENOENT;
  return Object.hasOwn(FILES, file) ? FILES[file] : undefined;
}

function blockStoreAt(
  draft: HotplugDraft,
  node: string | undefined,
  index: number,
  attribute: string,
): Store | number | undefined {
  const block = draft.blocks.get(index);
  if (!block || (node !== undefined && !block.nodes.includes(Number(node)))) return ENOENT;
  if (BLOCK_READ_ONLY.includes(attribute)) return EACCES;
  const store = Object.hasOwn(BLOCK_FILES, attribute) ? BLOCK_FILES[attribute] : undefined;
  return store && ((d, value) => store(d, block, value));
}
