/** Selected bytes, [start, end). */
export interface Selection {
  readonly start: bigint;
  readonly end: bigint;
}

/**
 * A selection follows what exists: memory that is gone, and a hole that is none any more, are selected no longer.
 * `memory`: runs of sections as the worker tells them.
 */
export function selectionAfter(
  selection: Selection | null,
  before: Float64Array | undefined,
  after: Float64Array,
): Selection | null {
  if (!selection || !before) return selection;
  return holdsMemory(before, selection) === holdsMemory(after, selection) ? selection : null;
}

function holdsMemory(memory: Float64Array, { start, end }: Selection): boolean {
  const first = Number(start >> 24n);
  const last = Number((end - 1n) >> 24n);
  for (let i = 0; i < memory.length; i += 3) {
    const from = memory[i] ?? 0;
    if (from > last) return false;
    if (from + (memory[i + 1] ?? 0) > first) return true;
  }
  return false;
}
