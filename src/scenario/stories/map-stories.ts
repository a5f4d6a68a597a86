import { HUGE_PAGE_SIZE } from '../../machine/memory/huge-page.ts';
import { formatHex } from '../../machine/units/address.ts';
import { GIB, MIB, online } from '../presets/layout.ts';
import { BYTE, type Story, story } from './story.ts';

/** What the three-level map itself does not survive. */

const LOW = online(0n, 256n * MIB);
const NEAR = formatHex(BYTE);
const PART = formatHex(16n * MIB);
/** The first section of the second table of the lowest level. */
const NEXT_TABLE = 128n * GIB;
/** A block as large as two such tables: no machine has one. */
const TWO_TABLES = 256n * GIB;
/** The second 16 GiB page is plugged in. */
const LATER = 64n * GIB;
const ALIAS = 1n << 63n;

export const MAP_STORIES: readonly Story[] = [
  story({
    number: 10,
    id: 'flag',
    title: 'Out of memory halfway',
    sentence:
      'A table cannot be had while memory comes online: look at the transfers, and then, where one block spans two tables, at an entry left half made.',
    kernel: '2.6.32',
    boot: [LOW],
    events: [
      { type: 'failAllocation', nth: 1 },
      { type: 'hotplug', start: formatHex(NEXT_TABLE), size: PART },
      { type: 'configure', blockSize: formatHex(TWO_TABLES) },
      { type: 'failAllocation', nth: 2 },
      { type: 'hotplug', start: formatHex(TWO_TABLES), size: formatHex(TWO_TABLES) },
      { type: 'send', address: formatHex(TWO_TABLES + BYTE) },
    ],
    questions: [
      { ask: 'transfers', before: 'configure' },
      { ask: 'returned', event: 'hotplug' },
      { ask: 'dma', address: formatHex(TWO_TABLES + BYTE) },
    ],
  }),
  story({
    number: 13,
    id: 'alias',
    title: 'Bit 63 has no room',
    sentence:
      'An index of 39 bits takes the section at 2^63 for section 0: look at the bus address that the two share, and at what the driver counts twice.',
    kernel: '2.6.32',
    change: { physicalBits: 64 },
    boot: [LOW],
    events: [
      { type: 'hotplug', start: formatHex(ALIAS), size: PART },
      { type: 'send', address: formatHex(ALIAS + BYTE) },
    ],
    questions: [
      { ask: 'alias', address: formatHex(ALIAS + BYTE), other: NEAR },
      { ask: 'region' },
      { ask: 'dma', address: formatHex(ALIAS + BYTE) },
    ],
  }),
  story({
    number: 14,
    id: 'huge-pages',
    title: 'Pages of 16 GiB',
    sentence:
      'The driver skips such pages while it loads, for no region may hold them: look at one that was there at boot, and at one that comes later.',
    kernel: '2.6.32',
    change: { hugePages: [formatHex(HUGE_PAGE_SIZE), formatHex(LATER)] },
    boot: [online(0n, 48n * GIB)],
    events: [
      { type: 'send', address: formatHex(HUGE_PAGE_SIZE + BYTE) },
      { type: 'hotplug', start: formatHex(LATER), size: formatHex(HUGE_PAGE_SIZE) },
      { type: 'send', address: formatHex(LATER + BYTE) },
    ],
    questions: [
      { ask: 'dma', address: formatHex(HUGE_PAGE_SIZE + BYTE) },
      { ask: 'dma', address: formatHex(LATER + BYTE) },
      { ask: 'mapped' },
    ],
  }),
];
