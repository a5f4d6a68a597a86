import { formatHex } from '../../machine/units/address.ts';
import { OPENING } from '../scenario.ts';
import { BYTE, type Story, story } from './story.ts';

/** The partition of the thread: what each map makes of 16 MiB at 2^60. */

const FAR = formatHex((1n << 60n) + BYTE);
const NEAR = formatHex(BYTE);

export const THREAD_STORIES: readonly Story[] = [
  story({
    number: 1,
    id: 'flat-bill',
    title: 'What the flat map would cost',
    sentence:
      'The two pieces of the thread under a flat array, its counters taken as wide enough: look at the bill, and at what the code as compiled makes of 2^60.',
    kernel: '2.6.25',
    change: { physicalBits: 61 },
    boot: OPENING.boot,
    events: [{ type: 'send', address: FAR }],
    questions: [
      { ask: 'bill' },
      { ask: 'as compiled', address: FAR },
      { ask: 'dma', address: FAR },
    ],
  }),
  story({
    number: 2,
    id: 'cut',
    title: 'Cut to section 0',
    sentence:
      'Under the 44 bits that the kernel had, boot passes the piece over: look at what a write to the probe file answers, and at what it adds.',
    kernel: '2.6.25',
    boot: OPENING.boot,
    events: [
      { type: 'send', address: FAR },
      { type: 'work' },
      { type: 'probe', address: formatHex(1n << 60n) },
      { type: 'send', address: FAR },
    ],
    questions: [{ ask: 'probed' }, { ask: 'section', address: FAR }, { ask: 'dma', address: FAR }],
  }),
  story({
    number: 3,
    id: 'wrong-page',
    title: 'The right map, the wrong page',
    sentence:
      'Three levels find 2^60 where it is: look at the page that the device gets for it, although every hypervisor call went well.',
    kernel: '2.6.32',
    change: { physicalBits: 61 },
    boot: OPENING.boot,
    events: [{ type: 'post', address: NEAR }, { type: 'post', address: FAR }, { type: 'dma' }],
    questions: [{ ask: 'dma', address: FAR }, { ask: 'region' }, { ask: 'mapped' }],
  }),
  story({
    number: 4,
    id: 'repaired',
    title: 'The same map, repaired',
    sentence:
      'One number in the registration is made as wide as an address: look at the same two buffers, and at what the repair costs the map.',
    kernel: '2.6.32',
    change: { physicalBits: 61, driver: 'repaired' },
    boot: OPENING.boot,
    events: [{ type: 'post', address: NEAR }, { type: 'post', address: FAR }, { type: 'dma' }],
    questions: [{ ask: 'dma', address: FAR }, { ask: 'accesses' }, { ask: 'region' }],
  }),
];
