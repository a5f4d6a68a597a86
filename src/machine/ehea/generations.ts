import type { Driver } from '../driver/driver.ts';
import type { DriverId } from '../driver/driver-id.ts';
import { type Generation, PASSIVE } from '../driver/generation.ts';
import { NO_SHAPE } from '../driver/map-shape.ts';
import { LENGTH, threeLevel } from './three-level-driver.ts';

const NOBODY: Driver = { region: null, stopped: false };

const none: Generation = {
  ...PASSIVE,
  id: 'none',
  builtBy: null,
  source: '',
  length: LENGTH,
  unloaded: NOBODY,
  load: (_, driver) => ({ driver, act: null, ret: 0, refused: null }),
  translate: () => ({ bus: null, missAt: 'root' }),
  status: () => ({ ...PASSIVE.status(), loaded: false }),
  whyGone: () => null,
  shape: () => NO_SHAPE,
  bytesFormula: () => '= no driver, no map',
  owner: () => undefined,
};

/**
 * The drivers a machine can have. What the first picture needs stands here; kernel/all-kernels.ts brings the others,
 * once, when somebody reads a text that may name them.
 */
const known = new Map<DriverId, Generation>([none, threeLevel()].map((g: Generation) => [g.id, g]));

export function addGenerations(more: readonly Generation[]): void {
  for (const generation of more) known.set(generation.id, generation);
}

export const generationOf = (id: DriverId): Generation | undefined => known.get(id);
