import type { StructureId } from '../machine/structures/words/structure.ts';

/** Of the memory of a scene, [first section, sections, state] per run: first section and end of each piece. */
function boundsWhere(
  memory: Float64Array,
  isIn: (state: number) => boolean,
): Float64Array<ArrayBuffer> {
  const bounds: number[] = [];
  for (let i = 0; i < memory.length; i += 3) {
    if (!isIn(memory[i + 2] as number)) continue;
    const first = memory[i] as number;
    const end = first + (memory[i + 1] as number);
    if (bounds.at(-1) === first) bounds[bounds.length - 1] = end;
    else bounds.push(first, end);
  }
  return Float64Array.from(bounds);
}

/** All that the kernel holds. */
export const heldBounds = (memory: Float64Array): Float64Array<ArrayBuffer> =>
  boundsWhere(memory, () => true);

export const onlineBounds = (memory: Float64Array): Float64Array<ArrayBuffer> =>
  boundsWhere(memory, (state) => state === 0);

export const offlineBounds = (memory: Float64Array): Float64Array<ArrayBuffer> =>
  boundsWhere(memory, (state) => state !== 0);

/** What a structure maps of it: as timeline/mapped-by.ts has it. */
export const mappedBounds = (
  memory: Float64Array,
  structure: StructureId,
): Float64Array<ArrayBuffer> => (structure === 'flat' ? heldBounds(memory) : onlineBounds(memory));
