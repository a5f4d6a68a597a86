import type { Scenario } from '../scenario.ts';

/** An opening: a scene to begin with, and what to look at in it. */
export interface Preset {
  /** Stable: what the page and its tests ask for. */
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly sentence: string;
  readonly scenario: Scenario;
  /** Ranges of its memory, where the scenario is only built when asked for. */
  readonly ranges?: number;
}
