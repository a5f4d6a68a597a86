import { formatHex } from '../../machine/units/address.ts';
import { GIB, MIB, online } from '../presets/layout.ts';
import { type Story, story } from './story.ts';

/** What a kernel did that was running, as it was recorded: x86_64, Linux 6.1, a DIMM of three blocks. */

const BLOCK = 128n * MIB;
const DIMM = 4n * GIB;
const MOVABLE = { start: formatHex(DIMM), size: formatHex(2n * BLOCK) };
const KERNEL = { start: formatHex(DIMM + 2n * BLOCK), size: formatHex(BLOCK) };
const WHOLE = { start: formatHex(DIMM), size: formatHex(3n * BLOCK) };

export const REAL_STORIES: readonly Story[] = [
  story({
    number: 18,
    id: 'put-back',
    title: 'An unplug that was refused',
    sentence:
      'A kernel that was running was asked to give a DIMM back, and one block would not: look at how often it is asked, and at where the others come back.',
    kernel: '6.1',
    change: { options: { architecture: 'x86_64' }, driver: 'none', blockSize: formatHex(BLOCK) },
    boot: [online(0n, 512n * MIB)],
    events: [
      { type: 'add', ...WHOLE },
      { type: 'online', ...MOVABLE, as: 'online_movable' },
      { type: 'online', ...KERNEL, as: 'online_kernel' },
      { type: 'pages', ...KERNEL, are: 'unmovable' },
      { type: 'unplug', ...WHOLE },
    ],
    questions: [
      { ask: 'refused', event: 'unplug' },
      { ask: 'rezoned', event: 'unplug' },
      { ask: 'returned', event: 'unplug' },
    ],
  }),
];
