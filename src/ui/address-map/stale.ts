/** Sections that are mapped and not online: what the device still reaches after the memory is gone. Rows of [first, count, 0]. */
export function staleRuns(map: Float64Array, memory: Float64Array): Float64Array {
  const out: number[] = [];
  let row = 0;
  for (let i = 0; i < map.length; i += 3) {
    let at = map[i] ?? 0;
    const end = at + (map[i + 1] ?? 0);
    while (at < end) {
      while (row < memory.length && (memory[row] ?? 0) + (memory[row + 1] ?? 0) <= at) row += 3;
      const first = memory[row] ?? Number.POSITIVE_INFINITY;
      const inside = at >= first;
      const until = Math.min(end, inside ? first + (memory[row + 1] ?? 0) : first);
      if (!inside || memory[row + 2] !== 0) out.push(at, until - at, 0);
      at = until;
    }
  }
  return Float64Array.from(out);
}
