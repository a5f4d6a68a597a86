import { freshScenario } from '../scenario.ts';
import { GIB, online, SHIPPED_MACHINE } from './layout.ts';
import type { Preset } from './preset.ts';

const TITLE = '4 GB without a gap';

/** Where the flat map wins: 256 entries of 8 bytes against three tables of 64 KiB. */
export const dense: Preset = {
  id: 'dense',
  title: TITLE,
  sentence:
    'Memory without holes is what a flat array is made for: look at the bill, where it costs 2 KiB and the tables cost 192.',
  scenario: freshScenario(TITLE, SHIPPED_MACHINE, [online(0n, 4n * GIB)]),
};
