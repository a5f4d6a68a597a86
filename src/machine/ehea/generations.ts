import type { NoDriver } from './driver.ts';
import type { DriverId } from './driver-id.ts';
import { type Generation, NO_SHAPE, PASSIVE } from './generation.ts';
import { threeLevel } from './three-level-driver.ts';

const NOBODY: NoDriver = { kind: 'none', region: null, stopped: false };

const none: Generation<NoDriver> = {
  ...PASSIVE,
  id: 'none',
  source: '',
  unloaded: NOBODY,
  load: (_, driver) => ({ driver, act: null, ret: 0, refused: null }),
  translate: () => ({ bus: null, missAt: 'root' }),
  shape: () => NO_SHAPE,
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
