import { freshScenario, OPENING } from '../scenario.ts';
import type { Preset } from './preset.ts';

const TITLE = 'No memory at all';

/** An empty board: the driver's registration fails before anything is plugged in. */
export const empty: Preset = {
  id: 'empty',
  title: TITLE,
  sentence:
    'Nothing is installed: drop the first part, and look at what the driver makes of a machine that began without memory.',
  scenario: freshScenario(TITLE, OPENING.machine, []),
};
