import type {
  DrawnLevel,
  DrawnTable,
  Explanation,
  Place,
  Read,
} from '../../../race/explanation.ts';

/** Where everything stands in the picture of a structure's memory, in pixels. Nothing here draws. */

export const BAR = 14;
export const DOT = 8;
/** From so many pixels on an entry is drawn as a cell of its own. */
export const CELL = 5;
/** The least width of a mark on what is read. */
const LEAST_MARK = 3;
const CAPTION = 20;
const DOT_ROW = 22;
const ROW_GAP = 6;
const LEVEL_GAP = 12;
const NODE_ROW = 40;
const COLUMN_GAP = 10;
/** Narrower bars say nothing. */
const LEAST_BAR = 40;
const MOST_COLUMNS = 16;

export interface TableBox {
  readonly level: number;
  readonly table: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A numbered dot above what is read, and the point that is read. */
export interface Dot {
  /** From 1. */
  readonly read: number;
  readonly x: number;
  readonly y: number;
  readonly entryX: number;
  /** Width of the mark on the entry; 0 for a node, which is read as one. */
  readonly entry: number;
  readonly box: TableBox;
  /** The read's own place, where it has several: its way goes on from there. */
  readonly isMain: boolean;
}

export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  /** Base line of each level's caption. */
  readonly captions: readonly number[];
  readonly boxes: readonly TableBox[];
  readonly dots: readonly Dot[];
}

type Drawn = Pick<Explanation, 'levels'> & { readonly path: Pick<Explanation['path'], 'reads'> };

/** @param width of the whole picture */
export function layOut({ levels, path }: Drawn, width: number): PictureLayout {
  const columns = columnsFor(levels, width);
  const captions: number[] = [];
  const boxes: TableBox[] = [];
  let y = 0;
  for (const [i, level] of levels.entries()) {
    captions.push(y + 13);
    y += CAPTION;
    const placed = level.kind === 'node' ? nodes(levels, i, boxes, width) : bars(level, i);
    y = placed(y);
    y += LEVEL_GAP;
  }
  return { width, height: Math.max(0, y - LEVEL_GAP), captions, boxes, dots: dotsOver(boxes) };

  function bars(level: DrawnLevel, index: number): (from: number) => number {
    const each = level.kind === 'reserved' ? 1 : columns;
    const barWidth = (width - (each - 1) * COLUMN_GAP) / each;
    return (from) => {
      let top = from;
      for (let first = 0; first < level.tables.length; first += each) {
        const row = [...level.tables.keys()].slice(first, first + each);
        if (row.some((table) => isRead(path.reads, index, table))) top += DOT_ROW;
        for (const table of row) {
          const x = (table - first) * (barWidth + COLUMN_GAP);
          boxes.push({ level: index, table, x, y: top, width: barWidth, height: BAR });
        }
        top += BAR + ROW_GAP;
      }
      return top;
    };
  }

  function dotsOver(all: readonly TableBox[]): readonly Dot[] {
    const dots: Dot[] = [];
    for (const [i, { places }] of path.reads.entries())
      for (const [k, place] of places.entries()) {
        const box = boxAt(all, place);
        if (!box) continue;
        const entryX = box.x + shareOf(levels, place) * box.width;
        const isMain = k === places.length - 1;
        const entry = entryWidth(levels, place, box.width);
        dots.push({ read: i + 1, x: entryX, y: box.y - 13, entryX, entry, box, isMain });
      }
    return spread(dots, width);
  }
}

const boxAt = (boxes: readonly TableBox[], { level, table }: Place): TableBox | undefined =>
  boxes.find((box) => box.level === level && box.table === table);

/** How far along its table an entry's middle is: 0 to 1. A node is read as one. */
function shareOf(levels: readonly DrawnLevel[], { level, table, entry }: Place): number {
  const drawn = levels[level];
  if (!drawn || drawn.kind === 'node') return 0.5;
  return (entry + 0.5) / Math.max(1, (drawn.tables[table] as DrawnTable).entries);
}

function entryWidth(levels: readonly DrawnLevel[], { level, table }: Place, width: number): number {
  const drawn = levels[level];
  if (!drawn || drawn.kind === 'node') return 0;
  return Math.max(LEAST_MARK, width / Math.max(1, (drawn.tables[table] as DrawnTable).entries));
}

const isRead = (reads: readonly Read[], level: number, table: number): boolean =>
  reads.some(({ places }) => places.some((p) => p.level === level && p.table === table));

/** All bars are equally wide: as many beside each other as the fullest level has tables, while they can be seen. */
function columnsFor(levels: readonly DrawnLevel[], width: number): number {
  const most = Math.max(
    1,
    ...levels.map(({ kind, tables }) => (kind === 'reserved' ? 1 : tables.length)),
  );
  const fit = Math.max(1, Math.floor((width + COLUMN_GAP) / (LEAST_BAR + COLUMN_GAP)));
  let columns = 1;
  while (columns < most && columns < MOST_COLUMNS && 2 * columns <= fit) columns *= 2;
  return columns;
}

/** Widest box of a node in which its keys are written. */
const NODE_WIDTH = 120;
const BIG_NODE = 12;

/**
 * A node of a binary tree stands in the middle of what its parent leaves it; of a wider tree the nodes of a level
 * stand side by side.
 */
function nodes(
  levels: readonly DrawnLevel[],
  level: number,
  boxes: TableBox[],
  width: number,
): (from: number) => number {
  const { tables, count } = levels[level] as DrawnLevel;
  const isBinary = tables.some(({ node }) => node?.black !== undefined);
  const room = isBinary ? width / 2 ** level : width / Math.max(1, Math.min(count, tables.length));
  const side = nodeWidth(room);
  return (from) => {
    const y = from + 18;
    for (const [table, drawn] of tables.entries()) {
      const centre = isBinary
        ? inTree(levels, level, drawn, boxes, width)
        : ((table + 0.5) / tables.length) * width;
      const height = side > BIG_NODE ? 22 : side;
      const x = centre - side / 2;
      boxes.push({ level, table, x, y: y + (22 - height) / 2, width: side, height });
    }
    return from + NODE_ROW;
  };
}

function nodeWidth(room: number): number {
  if (room >= NODE_WIDTH + 8) return NODE_WIDTH;
  return Math.max(3, Math.min(BIG_NODE, room - 3));
}

function inTree(
  levels: readonly DrawnLevel[],
  level: number,
  { node, keys }: DrawnTable,
  boxes: readonly TableBox[],
  width: number,
): number {
  const above = levels[level - 1]?.tables ?? [];
  const at = above.findIndex(({ index }) => index === node?.parent);
  const parent = boxes.find((box) => box.level === level - 1 && box.table === at);
  if (!parent) return width / 2;
  const isRight = (keys?.[0] ?? 0) > (above[at]?.keys?.[0] ?? 0);
  const step = width / 2 ** (level + 1);
  return parent.x + parent.width / 2 + (isRight ? step : -step);
}

/** Dots of one row, side by side where they would lie on each other, and inside the picture. */
function spread(dots: readonly Dot[], width: number): readonly Dot[] {
  const apart = 2 * DOT + 2;
  const rows = new Map<number, Dot[]>();
  for (const dot of dots) rows.set(dot.y, [...(rows.get(dot.y) ?? []), dot]);
  const out: Dot[] = [];
  for (const row of rows.values()) {
    const ordered = row.sort((a, b) => a.entryX - b.entryX || a.read - b.read);
    let least = DOT;
    const placed = ordered.map((dot) => {
      const x = Math.max(least, dot.x);
      least = x + apart;
      return { ...dot, x };
    });
    // Pushed back from the right end.
    let most = width - DOT;
    for (let i = placed.length - 1; i >= 0; i--) {
      const dot = placed[i] as Dot;
      const x = Math.min(most, dot.x);
      most = x - apart;
      out.push({ ...dot, x });
    }
  }
  return out.sort((a, b) => a.read - b.read);
}

/** Between tables and the caption below them. */
const WAY_ROW = ROW_GAP + LEVEL_GAP;
/** Between a way and a caption that stands beside it. */
const WAY_AIR = 10;

/** From what was read to the next dot: aside at once, above the caption, and then straight down beside it. */
export function wayBetween(from: Dot, to: Dot): string {
  const y = from.box.y + from.box.height;
  const level = y + WAY_ROW;
  const middle = (y + level) / 2;
  return `M${from.entryX} ${y}C${from.entryX} ${middle} ${to.x} ${middle} ${to.x} ${level}V${to.y - DOT}`;
}

/** Where a level's caption begins: at the left, or right of the way that would come down through it, if it fits there. */
export function captionLeft({ dots, width }: PictureLayout, level: number, own: number): number {
  const main = dots.filter(({ isMain }) => isMain);
  const ways = main.filter(
    ({ box }, i) => i > 0 && box.level === level && main[i - 1]?.box.level !== level,
  );
  const inIt = ways.map(({ x }) => x).filter((x) => x < own + WAY_AIR);
  const left = inIt.length > 0 ? Math.max(...inIt) + WAY_AIR : 0;
  return left + own <= width ? left : 0;
}
