import type { StructureId } from '../machine/structures/words/structure.ts';

/**
 * Where no layout is worse than another, only so many sections or physical bits: what may differ all the same, in a
 * sentence; null where layouts cost differently.
 */
export const ANY_LAYOUT: Readonly<Partial<Record<StructureId, string>>> = {
  // Linear probing: sections whose places lie together are found after more steps.
  hash: 'Its time may differ: where the hash puts many sections side by side, a lookup passes over more places.',
  'sparsemem-static':
    'Its time may differ: the farther apart the sections lie, the more cache lines and pages of the array hold their records.',
};
