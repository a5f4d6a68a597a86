const known = new WeakMap<Float64Array, Float64Array>();

/** Sections whose entry was left at flag 1: they answer with a bus address that means nothing. Rows of [first, count, 0]; once per map. */
export function flagRuns(runs: Float64Array): Float64Array {
  const found = known.get(runs);
  if (found) return found;
  const out: number[] = [];
  for (let i = 0; i < runs.length; i += 3)
    if ((runs[i + 2] ?? 0) < 0) out.push(runs[i] ?? 0, runs[i + 1] ?? 0, 0);
  const made = Float64Array.from(out);
  known.set(runs, made);
  return made;
}
