// What the race prints, from the times it took: no clock, no processes here. Times are milliseconds, rates millions a
// second; where there is no reference in C, what is reckoned against it is null.

const sorted = (values) => [...values].sort((a, b) => a - b);
const quantile = (values, q) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * q))];
export const median = (values) => quantile(values, 0.5);
/** The middle half of the values, as a share of their median. */
export const spread = (values) =>
  (quantile(values, 0.75) - quantile(values, 0.25)) / median(values);
export const round = (value, digits = 3) => Number(value.toPrecision(digits));

const mops = (count, ms) => round(count / ms / 1000);
/** The median of the rounds' own ratios; null where nothing was measured. */
const ratio = (theirs, ours) =>
  theirs.length === 0 ? null : round(median(ours.map((ms, i) => theirs[i] / ms)));

/**
 * One structure, form and engine over one workload. `times` are ours, round by round; beside them those of the same
 * structure in C (`native`), of the driver's table in C (`driver`) and of the same structure in C that stores slots of
 * 4 bytes (`slots`): as many, or none.
 */
export function lookupRow(
  { structure, form, engine, workload },
  count,
  { times, native, driver, slots },
) {
  const ratios = native.map((ms, i) => ms / times[i]);
  return {
    structure,
    form,
    engine,
    workload,
    mops: mops(count, median(times)),
    nativeMops: native.length === 0 ? null : mops(count, median(native)),
    ratio: ratio(native, times),
    spread: round(spread(native.length === 0 ? times : ratios), 2),
    driverRatio: ratio(driver, times),
    ...(slots.length === 0 ? {} : { slotsRatio: ratio(slots, times) }),
  };
}

/** Removing and adding one section, against the driver's two rebuilds, both in TypeScript: microseconds, one a round. */
export function updateRow({ workload, structure }, own, rebuild) {
  return {
    workload,
    structure,
    microseconds: round(median(own)),
    rebuildMicroseconds: round(median(rebuild)),
    ratio: ratio(rebuild, own),
  };
}

/** Bytes by the formula, which none of them has so many of that a number could not hold them. */
export function memoryRow({ workload, structure }, { bytes, held, touched, isWhole }, sections) {
  const exact = Number(bytes);
  const bytesPerSection = round(exact / sections, 4);
  return { workload, structure, bytes: exact, bytesPerSection, held, touched, isWhole };
}

/** `first` and `later` are ratios of first times to later ones, one for each fresh start. */
export function coldRow({ structure, engine }, starts) {
  return {
    structure,
    engine,
    ratio: round(median(starts.map((s) => s.batch))),
    firstCallRatio: round(median(starts.map((s) => s.call))),
  };
}

const geometricMean = (values) =>
  Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length);

/** What is aimed at: the least (or most) of the named figures over some workloads, and whether it was met. */
export function aims({ results, updates, memory, cold }) {
  const web = results.filter((r) => r.engine === 'chromium' && r.ratio !== null);
  const of = (structure, form) => web.filter((r) => r.structure === structure && r.form === form);
  const wasm = web.filter((r) => r.form === 'wasm');
  const rows = [];
  const aim = (what, limit, values, isMost = false) => {
    if (values.length === 0) return;
    const measured = round(isMost ? Math.max(...values) : Math.min(...values));
    rows.push({ what, limit, measured, isMet: isMost ? measured <= limit : measured >= limit });
  };
  const LEAST = { a: 0.85, b: 0.85, c: 0.85, d: 0.75 };
  for (const r of of('three-level-compact', 'ts'))
    aim(`TypeScript compact three-level against C, ${r.workload}`, LEAST[r.workload], [r.ratio]);
  if (wasm.length > 0)
    aim('WebAssembly against C, geometric mean', 0.9, [geometricMean(wasm.map((r) => r.ratio))]);
  for (const r of wasm) {
    const limit = r.structure === 'three-level' && r.workload === 'd' ? 0.65 : 0.75;
    aim(`WebAssembly ${r.structure} against C, ${r.workload}`, limit, [r.ratio]);
  }
  const RANK = { a: 0.6, b: 0.6, c: 1.4, d: 3 };
  for (const r of of('rank-bitmap', 'wasm'))
    aim(
      `WebAssembly rank bitmap against the driver's table in C, ${r.workload}`,
      RANK[r.workload],
      [r.driverRatio],
    );
  for (const u of updates.filter((r) => r.structure === 'rank-bitmap'))
    if (u.workload === 'c' || u.workload === 'd')
      aim(`rank bitmap: remove and add against two rebuilds, ${u.workload}`, 45, [u.ratio]);
  for (const m of memory.filter((r) => r.structure === 'rank-bitmap' && r.workload === 'd'))
    aim('rank bitmap: bytes per section, d', 0.58, [m.bytesPerSection], true);
  aim(
    'first batch against later ones, the slowest to start',
    2,
    cold.map((c) => c.ratio),
    true,
  );
  return rows;
}
