import { lastAtMost, type Stretches, tripleAt } from './stretch.ts';

/** Stretches longer than this are one bar with a count, unless opened. */
export const LONGEST_RUN_OF_CELLS = 64;

export interface Metrics {
  /** Cells in a row. A hole of up to as many blocks stays in the grid, so that removing one moves nothing. */
  readonly columns: number;
  readonly rowHeight: number;
  /** The line of addresses above a segment of more than one row. */
  readonly headHeight: number;
}

/** All numbers are blocks. */
export interface Row {
  readonly key: string;
  readonly kind: 'hole' | 'beyond' | 'head' | 'cells' | 'bar';
  readonly y: number;
  readonly first: number;
  readonly count: number;
  /** First block of its segment, from which short labels count. */
  readonly origin: number;
  /** From 1, among the rows that can be walked. */
  readonly index: number;
}

/** Where each row of the list lies. Costs in stretches once, then in what is visible. */
export interface Layout {
  readonly stretches: Stretches;
  /** [first, count, 1 for a bar | 0 for cells]: neighbours with nothing wide between them share a grid. */
  readonly segments: Float64Array;
  readonly metrics: Metrics;
  /** The kernel's end of memory and the end of the address space. */
  readonly limit: number;
  readonly end: number;
  /** y of the hole before segment i; one more for the tail. */
  readonly tops: Float64Array;
  /** Rows before it. */
  readonly rows: Float64Array;
  readonly height: number;
  readonly rowCount: number;
}

export function layOut(
  stretches: Stretches,
  metrics: Metrics,
  bounds: { readonly limit: number; readonly end: number },
  opened: ReadonlySet<number> = new Set(),
): Layout {
  const segments = segmentsOf(stretches, metrics.columns, opened);
  const n = segments.length / 3;
  const tops = new Float64Array(n + 1);
  const rows = new Float64Array(n + 1);
  let y = 0;
  let row = 0;
  let at = 0;
  for (let i = 0; i < n; i += 1) {
    const first = segments[i * 3] ?? 0;
    const count = segments[i * 3 + 1] ?? 0;
    const bar = segments[i * 3 + 2] === 1;
    tops[i] = y;
    rows[i] = row;
    const own = bar ? 1 : Math.ceil(count / metrics.columns);
    const lines = own + (first > at ? 1 : 0);
    y += lines * metrics.rowHeight + (own > 1 ? metrics.headHeight : 0);
    row += lines;
    at = first + count;
  }
  tops[n] = y;
  rows[n] = row;
  const tail = (at < bounds.limit ? 1 : 0) + (bounds.limit < bounds.end ? 1 : 0);
  const height = y + tail * metrics.rowHeight;
  return { stretches, segments, metrics, ...bounds, tops, rows, height, rowCount: row + tail };
}

function segmentsOf(
  stretches: Stretches,
  columns: number,
  opened: ReadonlySet<number>,
): Float64Array {
  const out = new Float64Array(stretches.length);
  let open = false;
  let n = 0;
  let end = 0;
  for (let i = 0; i < stretches.length; i += 3) {
    const first = stretches[i] as number;
    const count = stretches[i + 1] as number;
    const isBar = count > LONGEST_RUN_OF_CELLS && !opened.has(first);
    if (!isBar && open && first - end <= columns) {
      out[n - 2] = first + count - (out[n - 3] as number);
    } else {
      out[n] = first;
      out[n + 1] = count;
      out[n + 2] = isBar ? 1 : 0;
      n += 3;
      open = !isBar;
    }
    end = first + count;
  }
  return out.subarray(0, n);
}

/** Marks of a block; 0 where nothing is. */
export function marksOf(layout: Layout, block: number): number {
  const [first, count, marks] = tripleAt(layout.stretches, lastAtMost(layout.stretches, block));
  return block >= first && block < first + count ? marks : 0;
}

/** The rows that show between two heights of the list. */
export function rowsBetween(layout: Layout, from: number, to: number): Row[] {
  const out: Row[] = [];
  for (let i = segmentAtHeight(layout.tops, from); i < layout.tops.length; i += 1) {
    if ((layout.tops[i] ?? 0) > to) break;
    pushRows(layout, i, from, to, out);
  }
  return out;
}

/** The row that holds a block, wherever it is scrolled. */
export function rowOf(layout: Layout, block: number): Row | undefined {
  const near = lastAtMost(layout.segments, block);
  for (const i of [near, near + 1]) {
    if (i < 0) continue;
    const from = (layout.tops[i] ?? 0) + skipTo(layout, i, block);
    const rows: Row[] = [];
    pushRows(layout, i, from, from + 3 * layout.metrics.rowHeight, rows);
    const row = rows.find(
      (r) => r.kind !== 'head' && block >= r.first && block < r.first + r.count,
    );
    if (row) return row;
  }
  return undefined;
}

/** Height from the top of segment i to the row of a block in it: so that a long grid is not walked. */
function skipTo(layout: Layout, i: number, block: number): number {
  const [first, count, bar] = tripleAt(layout.segments, i);
  if (bar || block < first || block >= first + count) return 0;
  return Math.floor((block - first) / layout.metrics.columns) * layout.metrics.rowHeight;
}

function segmentAtHeight(tops: Float64Array, y: number): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tops[middle] ?? 0) <= y) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Appends the rows of segment i with the hole before it, or those of the tail, as far as they show. */
function pushRows(layout: Layout, i: number, from: number, to: number, out: Row[]): void {
  const { metrics, segments } = layout;
  const [first, count, bar] = tripleAt(segments, i);
  const [lastFirst, lastCount] = i === 0 ? [0, 0] : tripleAt(segments, i - 1);
  const before = lastFirst + lastCount;
  let y = layout.tops[i] ?? 0;
  let index = (layout.rows[i] ?? 0) + 1;
  const row = (kind: Row['kind'], start: number, blocks: number): void => {
    out.push({
      key: `${kind}${start}`,
      kind,
      y,
      first: start,
      count: blocks,
      origin: first,
      index,
    });
    if (kind === 'head') y += metrics.headHeight;
    else {
      y += metrics.rowHeight;
      index += 1;
    }
  };
  if (i === segments.length / 3) {
    const beyond = Math.max(before, layout.limit);
    if (before < layout.limit) row('hole', before, layout.limit - before);
    if (beyond < layout.end) row('beyond', beyond, layout.end - beyond);
    return;
  }
  if (first > before) row('hole', before, first - before);
  if (bar) {
    row('bar', first, count);
    return;
  }
  const lines = Math.ceil(count / metrics.columns);
  if (lines > 1) row('head', first, count);
  const skip = Math.min(lines, Math.max(0, Math.floor((from - y) / metrics.rowHeight)));
  y += skip * metrics.rowHeight;
  index += skip;
  for (let line = skip; line < lines && y <= to; line += 1) {
    const start = first + line * metrics.columns;
    row('cells', start, Math.min(metrics.columns, first + count - start));
  }
}
