import { SECTION_SIZE, sectionStart } from '../../machine/units/section.ts';
import { type BootRange, freshScenario, type Scenario } from '../scenario.ts';
import { online, SHIPPED_MACHINE, scatter } from './layout.ts';
import type { Preset } from './preset.ts';

const TITLE = '65,536 lone sections';

const SECTIONS = 65_536;
/** 2^44 bytes are 2^20 sections: one in each group of 16, at one of 15 places, so that no two touch. */
const GROUP = 16;

const lone = (n: number): BootRange =>
  online(sectionStart(n * GROUP + ((scatter(n) >>> 8) % (GROUP - 1))), BigInt(SECTION_SIZE));

let made: Scenario | undefined;

/** The worst that a map can meet: nothing joins. Built when asked for, not when the program starts. */
export const islands: Preset = {
  id: 'islands',
  title: TITLE,
  sentence:
    'One section, then a gap of 3 to 20, as far as 2^44: look at the 130 tables, and zoom until a single section shows.',
  ranges: SECTIONS,
  get scenario(): Scenario {
    made ??= freshScenario(
      TITLE,
      SHIPPED_MACHINE,
      Array.from({ length: SECTIONS }, (_, n) => lone(n)),
    );
    return made;
  },
};
