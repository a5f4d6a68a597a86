/**
 * Reading of run lists: a Float64Array of rows of three, [first, count, value], ascending by `first`.
 * Section numbers and slots stay below 2^40, so a double holds them exactly.
 */

/** Index of the last row whose first is <= value, or -1. */
export function lastAt(rows: Float64Array, value: number): number {
  let low = 0;
  let high = rows.length / 3;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle * 3] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the row that holds the value, or -1. */
export function rowHolding(rows: Float64Array, value: number): number {
  const at = lastAt(rows, value);
  return at >= 0 && value < (rows[at * 3] ?? 0) + (rows[at * 3 + 1] ?? 0) ? at : -1;
}

/** Index of the first row that reaches beyond the value. */
export function firstBeyond(rows: Float64Array, value: number): number {
  const at = lastAt(rows, value);
  return at >= 0 && value < (rows[at * 3] ?? 0) + (rows[at * 3 + 1] ?? 0) ? at : at + 1;
}
