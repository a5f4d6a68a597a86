import { type Layout, type Row, rowOf } from './layout.ts';

/** Where the keyboard stands: one cell, one bar, or one folded hole, as blocks. */
export interface Stand {
  readonly first: number;
  readonly count: number;
}

export type Move = 'left' | 'right' | 'up' | 'down' | 'rowStart' | 'rowEnd' | 'first' | 'last';

/** The thing that holds a block: a cell is one block, a bar or a hole is as long as it is. */
export function standAt(layout: Layout, block: number): Stand | undefined {
  const row = rowOf(layout, block);
  if (!row) return undefined;
  return row.kind === 'cells' ? { first: block, count: 1 } : { first: row.first, count: row.count };
}

/** One step of the keyboard; `column` is where up and down would like to be. */
export function walk(
  layout: Layout,
  from: Stand,
  move: Move,
  column: number,
): { readonly stand: Stand; readonly column: number } {
  const row = rowOf(layout, from.first);
  const target = row && blockAfter(layout, row, from, move, column);
  const inside = target !== undefined && target >= 0 && target < layout.end;
  const reached = (inside ? standAt(layout, target) : undefined) ?? from;
  const keeps = move === 'up' || move === 'down';
  return { stand: reached, column: keeps ? column : columnOf(layout, reached) };
}

/** Column of a stand in its row; bars and holes count as the first. */
export function columnOf(layout: Layout, stand: Stand): number {
  const row = rowOf(layout, stand.first);
  return row?.kind === 'cells' ? stand.first - row.first : 0;
}

function blockAfter(
  layout: Layout,
  row: Row,
  from: Stand,
  move: Move,
  column: number,
): number | undefined {
  switch (move) {
    case 'left':
      return from.first - 1;
    case 'right':
      return from.first + from.count;
    case 'rowStart':
      return row.first;
    case 'rowEnd':
      return row.first + row.count - 1;
    case 'first':
      return 0;
    case 'last':
      return layout.end - 1;
    case 'up':
      return row.first === 0 ? undefined : inColumn(rowOf(layout, row.first - 1), column);
    case 'down':
      return inColumn(rowOf(layout, row.first + row.count), column);
  }
}

const inColumn = (row: Row | undefined, column: number): number | undefined =>
  row && (row.kind === 'cells' ? row.first + Math.min(column, row.count - 1) : row.first);

/** Blocks from one stand to another, both included, whichever comes first. */
export function span(a: Stand, b: Stand): Stand {
  const first = Math.min(a.first, b.first);
  const end = Math.max(a.first + a.count, b.first + b.count);
  return { first, count: end - first };
}
