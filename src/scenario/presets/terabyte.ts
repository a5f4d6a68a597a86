import { freshScenario } from '../scenario.ts';
import { online, SHIPPED_MACHINE, TIB } from './layout.ts';
import type { Preset } from './preset.ts';

const TITLE = '1 TB in one piece';

/** A big machine of its day: 65,536 sections, one run. */
export const terabyte: Preset = {
  id: 'terabyte',
  title: TITLE,
  sentence:
    'One run of 65,536 sections: look at how many hypervisor calls the memory region takes, and how few tables the map.',
  scenario: freshScenario(TITLE, SHIPPED_MACHINE, [online(0n, TIB)]),
};
