import { type BootRange, sameBoot } from '../scenario.ts';
import { dense } from './dense.ts';
import { empty } from './empty.ts';
import { islands } from './islands.ts';
import type { Preset } from './preset.ts';
import { scattered } from './scattered.ts';
import { shipped } from './shipped.ts';
import { terabyte } from './terabyte.ts';
import { thread } from './thread.ts';

/** All openings, in the order in which they are offered. */
export const PRESETS: readonly Preset[] = [
  thread,
  shipped,
  dense,
  terabyte,
  scattered,
  islands,
  empty,
];

/** The opening with this id. */
export const presetOf = (id: string): Preset | undefined =>
  PRESETS.find((preset) => preset.id === id);

/** The openings over this memory. One of another number of ranges is not built for the sake of looking. */
export const presetsOver = (boot: readonly BootRange[]): readonly Preset[] =>
  PRESETS.filter(
    (p) => (p.ranges ?? p.scenario.boot.length) === boot.length && sameBoot(p.scenario.boot, boot),
  );
