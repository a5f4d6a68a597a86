import { formatHex } from '../../machine/units/address.ts';
import { GIB, MIB, online } from '../presets/layout.ts';
import { BYTE, type Story, story } from './story.ts';

/** The flat map, which nobody tells of anything. */

const LOW = online(0n, 512n * MIB);
const LAST = 496n * MIB;
const LAST_PART = { start: formatHex(LAST), size: formatHex(16n * MIB) };
const IN_LAST = formatHex(LAST + BYTE);
const NEW_PART = { start: formatHex(GIB), size: formatHex(16n * MIB) };
const IN_NEW = formatHex(GIB + BYTE);
const NEAR = formatHex(BYTE);

export const FLAT_STORIES: readonly Story[] = [
  story({
    number: 5,
    id: 'still-mapped',
    title: 'Gone, and still mapped',
    sentence:
      'The flat map is only looked after when it misses: look at where a device still writes when memory has gone offline.',
    kernel: '2.6.25',
    boot: [LOW],
    events: [
      { type: 'post', address: IN_LAST, direction: 'write' },
      { type: 'unplug', ...LAST_PART },
      { type: 'dma' },
    ],
    questions: [
      { ask: 'accesses' },
      { ask: 'dma', address: IN_LAST },
      { ask: 'told', callback: 'ehea' },
    ],
  }),
  story({
    number: 6,
    id: 'mended',
    title: 'A miss, a stop, a rebuild',
    sentence:
      'New memory is noticed when the first buffer lies in it: look at what that one buffer sets off before the next one passes.',
    kernel: '2.6.25',
    boot: [LOW],
    events: [
      { type: 'hotplug', ...NEW_PART },
      { type: 'send', address: IN_NEW },
      { type: 'work' },
      { type: 'send', address: IN_NEW },
    ],
    questions: [{ ask: 'dma', address: IN_NEW }, { ask: 'misses' }, { ask: 'transfers' }],
  }),
  story({
    number: 12,
    id: 'no-page',
    title: 'The first map, large pages',
    sentence:
      'With pages of 64 KiB the first flat map hands the firmware none of them: look at a region as long as memory that has no page.',
    kernel: '2.6.23',
    change: { pageSize: 65536 },
    boot: [online(0n, 256n * MIB)],
    events: [{ type: 'send', address: NEAR }],
    questions: [{ ask: 'region' }, { ask: 'dma', address: NEAR }],
  }),
];
