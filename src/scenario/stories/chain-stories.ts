import { formatHex } from '../../machine/units/address.ts';
import { GIB, MIB, online } from '../presets/layout.ts';
import { BYTE, type Story, story } from './story.ts';

/** Who hears of memory that comes and goes, and what it then does. */

const LOW = online(0n, 512n * MIB);
const LAST = 496n * MIB;
const LAST_PART = { start: formatHex(LAST), size: formatHex(16n * MIB) };
const IN_LAST = formatHex(LAST + BYTE);
const NEAR = formatHex(BYTE);

/** The last part goes, and a buffer that lay in it is sent: was the driver told, and what does the device reach? */
const TAKEN_AWAY = {
  boot: [LOW],
  events: [
    { type: 'unplug', ...LAST_PART },
    { type: 'send', address: IN_LAST },
  ],
  questions: [
    { ask: 'told', callback: 'ehea' },
    { ask: 'dma', address: IN_LAST },
  ],
} as const;

export const CHAIN_STORIES: readonly Story[] = [
  story({
    number: 7,
    id: 'untold',
    title: 'Nobody tells the driver',
    sentence:
      'SLUB answers 0x8001 and the chain ends before the driver: look at the rounds, and at the map that still holds what has gone.',
    kernel: '2.6.26',
    ...TAKEN_AWAY,
  }),
  story({
    number: 8,
    id: 'told',
    title: 'The driver is told',
    sentence:
      'The same with SLAB, so that the driver hears of it and builds all anew: look at what it maps, for the firmware still grants what is offline.',
    kernel: '2.6.26',
    change: { allocator: 'SLAB' },
    ...TAKEN_AWAY,
  }),
  story({
    number: 9,
    id: 'cancelled',
    title: 'CANCEL without GOING',
    sentence:
      'Somebody ahead of the driver refuses, and the driver is told to undo what it never did: look at the length it counts, and at what it answers.',
    kernel: '2.6.32',
    boot: [LOW],
    events: [
      {
        type: 'register',
        name: 'guard',
        priority: 5,
        answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
      },
      { type: 'send', address: NEAR },
      { type: 'unplug', ...LAST_PART },
      { type: 'send', address: NEAR },
    ],
    questions: [
      { ask: 'region' },
      { ask: 'told', callback: 'ehea' },
      { ask: 'dma', address: NEAR },
    ],
  }),
  story({
    number: 11,
    id: 'root-per-range',
    title: 'A root for each range',
    sentence:
      'The first three-level map begins a new root at every hole: look at address 0, which only the lost one could have found.',
    kernel: '2.6.26',
    boot: [online(0n, 256n * MIB), online(GIB, 16n * MIB)],
    events: [
      { type: 'send', address: formatHex(GIB + BYTE) },
      { type: 'send', address: NEAR },
    ],
    questions: [{ ask: 'mapped' }, { ask: 'dma', address: NEAR }, { ask: 'region' }],
  }),
];
