import { freshScenario, OPENING } from '../scenario.ts';
import { SHIPPED_MACHINE } from './layout.ts';
import type { Preset } from './preset.ts';

const TITLE = 'The same, as shipped';

/** The same memory under the limit that the kernel really had. */
export const shipped: Preset = {
  id: 'shipped',
  title: TITLE,
  sentence:
    'With the 44 bits that were shipped neither kernel nor driver sees the 16 MiB at 2^60: look at what is left of the map.',
  scenario: freshScenario(TITLE, SHIPPED_MACHINE, OPENING.boot),
};
