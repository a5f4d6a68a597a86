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

/** Runs with what lies beyond the kernel's bits among them, ascending. */
function withBeyond({ memory, beyond }: Installed): Float64Array {
  if (beyond.length === 0) return memory;
  const rows: (readonly [number, number])[] = beyond.map(({ start, size }) => {
    const first = BigInt(start) >> 24n;
    const end = (BigInt(start) + BigInt(size) + 0xffffffn) >> 24n;
    return [Number(first), Number(end - first)];
  });
  for (let i = 0; i < memory.length; i += 3) rows.push([memory[i] ?? 0, memory[i + 1] ?? 0]);
  rows.sort((a, b) => a[0] - b[0]);
  return Float64Array.from(rows.flatMap(([first, count]) => [first, count, 0]));
}

/** Runs of any state melted into stretches, and the holes between them. */
export function extentsOf(scene: Installed): Extents {
  const rows = withBeyond(scene);
  const memory = new Float64Array((rows.length / 3) * 2);
  const holes = new Float64Array(memory.length + 2);
  let m = 0;
  let h = 0;
  let end = 0;
  let sections = 0;
  for (let i = 0; i < rows.length; i += 3) {
    const from = rows[i] ?? 0;
    const to = from + (rows[i + 1] ?? 0);
    const first = Math.max(from, end);
    if (to <= first) continue;
    if (first === end && m > 0) memory[m - 1] = to;
    else {
      if (first > end) {
        holes[h++] = end;
        holes[h++] = first;
      }
      memory[m++] = first;
      memory[m++] = to;
    }
    sections += to - first;
    end = to;
  }
  if (end < SECTION_END) {
    holes[h++] = end;
    holes[h++] = SECTION_END;
  }
  return { memory: memory.subarray(0, m), holes: holes.subarray(0, h), sections };
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
