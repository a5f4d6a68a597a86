import { formatHex } from '../../machine/units/address.ts';
import { GIB, MIB, online } from '../presets/layout.ts';
import { BYTE, type Story, story } from './story.ts';

/** Other answers to the same problem. */

const PAGE = 4096n;
const PART = formatHex(16n * MIB);
const BOARD = formatHex(256n * MIB);
const NEW = formatHex(GIB);
const IN_NEW = formatHex(GIB + BYTE);

const post = (address: bigint) => ({ type: 'post', address: formatHex(address) }) as const;

export const OTHER_STORIES: readonly Story[] = [
  story({
    number: 15,
    id: 'run-out',
    title: 'Memory regions run out',
    sentence:
      'The firmware gives three handles here, a number of ours: look at the packet that gets none, and then at the section, where each needs a region.',
    kernel: '2.6.32',
    change: { driver: 'mr-per-packet', options: { mrBudget: 3 } },
    boot: [online(0n, 64n * MIB)],
    events: [
      post(BYTE),
      post(PAGE + BYTE),
      post(2n * PAGE + BYTE),
      post(3n * PAGE + BYTE),
      { type: 'configure', driver: 'mr-per-section' },
      { type: 'hotplug', start: NEW, size: PART },
    ],
    questions: [{ ask: 'budget', before: 'configure' }, { ask: 'budget' }, { ask: 'mapped' }],
  }),
  story({
    number: 16,
    id: 'refuses',
    title: 'The sister that refuses',
    sentence:
      'ehca registers all memory too and wants it to stay as it is: look at what it answers to memory that comes, and to memory that should go.',
    kernel: '2.6.28',
    change: { driver: 'ehca' },
    boot: [online(0n, 256n * MIB)],
    events: [
      { type: 'hotplug', start: NEW, size: PART },
      { type: 'unplug', start: formatHex(240n * MIB), size: PART },
    ],
    questions: [
      { ask: 'returned', event: 'hotplug' },
      { ask: 'returned', event: 'unplug' },
      { ask: 'told', callback: 'ehca' },
    ],
  }),
  story({
    number: 17,
    id: 'direct-window',
    title: 'A window over all of it',
    sentence:
      'What pseries does today: the window is told before memory comes online, and may refuse it: look at who is asked, and at what became of the memory it cannot map.',
    kernel: '7.1.5',
    change: { driver: 'direct-window' },
    boot: [online(0n, 256n * MIB)],
    events: [
      { type: 'hotplug', start: NEW, size: BOARD },
      post(GIB + BYTE),
      { type: 'dma' },
      { type: 'failHcall', nth: 1 },
      { type: 'hotplug', start: formatHex(2n * GIB), size: BOARD },
    ],
    questions: [
      { ask: 'dma', address: IN_NEW },
      { ask: 'told', callback: 'iommu' },
      { ask: 'section', address: formatHex(2n * GIB) },
    ],
  }),
];
