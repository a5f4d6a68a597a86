import { bisectRight } from 'd3';
import { SECTION_END } from '../../machine/units/section.ts';
import type { Scene } from '../../worker/protocol.ts';

/** Installed memory and the holes between it, in section numbers; what every axis is built from. */
export interface Extents {
  /** [first, end) of each stretch of installed memory, whatever its state, ascending, never touching. */
  readonly memory: Float64Array;
  /** [first, end) of each hole, ascending; the last ends at 2^40. */
  readonly holes: Float64Array;
  /** Sections installed. */
  readonly sections: number;
}

type Installed = Pick<Scene, 'memory' | 'beyond'>;

const rows = (scene: Installed): readonly (readonly [number, number])[] => {
  const out: [number, number][] = [];
  for (let i = 0; i < scene.memory.length; i += 3) {
    const first = scene.memory[i] ?? 0;
    out.push([first, first + (scene.memory[i + 1] ?? 0)]);
  }
  for (const { start, size } of scene.beyond) {
    const first = BigInt(start) >> 24n;
    out.push([Number(first), Number((BigInt(start) + BigInt(size) + 0xffffffn) >> 24n)]);
  }
  return scene.beyond.length === 0 ? out : out.sort((a, b) => a[0] - b[0]);
};

/** Runs of any state melted into stretches, and the holes between them. */
export function extentsOf(scene: Installed): Extents {
  const memory: number[] = [];
  const holes: number[] = [];
  let end = 0;
  let sections = 0;
  for (const [from, to] of rows(scene)) {
    const first = Math.max(from, end);
    if (to <= first) continue;
    if (first === end && memory.length > 0) memory[memory.length - 1] = to;
    else {
      if (first > end) holes.push(end, first);
      memory.push(first, to);
    }
    sections += to - first;
    end = to;
  }
  if (end < SECTION_END) holes.push(end, SECTION_END);
  return { memory: Float64Array.from(memory), holes: Float64Array.from(holes), sections };
}

/** [first, end) of the hole that holds a section, or null if memory does. */
export function holeAt(extents: Extents, section: number): readonly [number, number] | null {
  const { holes } = extents;
  const at = bisectRight(holes, section);
  // Firsts and ends alternate and ascend: between a first and its end, an odd number of them lies below.
  if (at % 2 === 0) return null;
  return [holes[at - 1] ?? 0, holes[at] ?? 0];
}

/** Index of the first stretch ([first, end) pairs) that ends beyond a section. */
export const firstPair = (pairs: Float64Array, section: number): number =>
  bisectRight(pairs, section) >> 1;
