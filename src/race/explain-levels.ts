import type { Access, Level, TablePicture } from '../machine/structures/words/structure.ts';
import type { DrawnLevel, DrawnTable, Place } from './explanation.ts';

/** Tables of one level that are drawn, beside those of the path (ours: more is no picture). */
export const MOST_TABLES = 64;
/** Runs of entries in use that are told apart in one table (ours: fewer than its pixels). */
export const MOST_RUNS = 200;

/** A level with what is to be drawn of it. */
export type Drawable = Level & Pick<DrawnLevel, 'kind'>;

/** Levels as they are drawn: an array of which only pages are held becomes two, the whole of it and its pages. */
export function drawable(levels: readonly Level[]): readonly Drawable[] {
  return levels.flatMap((level): Drawable[] => {
    if (level.reserved === undefined)
      return [{ ...level, kind: level.tables[0]?.node ? 'node' : 'table' }];
    const { name, entryBytes, reserved, tables } = level;
    const whole = { byte: 0, entries: reserved, used: tables.flatMap(within(entryBytes)) };
    return [
      { name, entryBytes, tables: [whole], kind: 'reserved' },
      { name, entryBytes, tables, kind: 'pages' },
    ];
  });
}

/** The runs of a page as entries of its array. */
const within =
  (entryBytes: number) =>
  ({ byte, used }: TablePicture): number[] =>
    used.map((entry) => byte / entryBytes + entry);

/**
 * Which table of which level a read is in. By name first: bytes of an array that is only reserved are no place in the
 * memory that is held.
 */
export function tablesRead(
  levels: readonly Drawable[],
  { table, byte }: Access,
): readonly { readonly level: number; readonly table: number }[] {
  const found = levels.flatMap((level, i) => {
    const at = tableAt(level, byte);
    return at < 0 ? [] : [{ level: i, table: at }];
  });
  const named = found.filter(({ level }) => levels[level]?.name === table);
  if (named.length > 0) return named;
  return found.filter(({ level }) => !isPartOfReserved(levels[level]?.kind));
}

const isPartOfReserved = (kind: DrawnLevel['kind'] | undefined): boolean =>
  kind === 'reserved' || kind === 'pages';

const tableAt = ({ tables, entryBytes }: Level, byte: number): number =>
  tables.findIndex((t) => byte >= t.byte && byte < t.byte + t.entries * entryBytes);

/** A level with at most MOST_TABLES of its tables, and those that are read. */
export function drawn(level: Drawable, read: ReadonlySet<number>): DrawnLevel {
  const { tables } = level;
  const chosen = new Set([...tables.keys()].slice(0, MOST_TABLES));
  for (const index of read) chosen.add(index);
  return {
    name: level.name,
    entryBytes: level.entryBytes,
    kind: level.kind,
    count: tables.length,
    ...(level.note ? { note: level.note } : {}),
    tables: [...chosen]
      .sort((a, b) => a - b)
      .map((index) => drawnTable(tables[index] as TablePicture, index)),
  };
}

function drawnTable(table: TablePicture, index: number): DrawnTable {
  const { byte, entries, used, beside, keys = null, node = null } = table;
  let count = 0;
  for (let i = 0; i < used.length; i += 2) count += (used[i + 1] as number) - (used[i] as number);
  const runs = mergedRuns(used, entries);
  const more = beside ? { beside: mergedRuns(beside, entries) } : {};
  return { index, byte, entries, used: count, runs, ...more, keys, node };
}

/** At most MOST_RUNS runs: where there are more, those that begin in the same share of the table are told as one. */
export function mergedRuns(used: readonly number[], entries: number): readonly number[] {
  const out: number[] = [];
  const share = used.length / 2 <= MOST_RUNS ? 0 : entries / MOST_RUNS;
  let last = -1;
  for (let i = 0; i < used.length; i += 2) {
    const first = used[i] as number;
    const end = used[i + 1] as number;
    const bucket = share === 0 ? i : Math.floor(first / share);
    if (bucket === last) {
      out[out.length - 2] = end;
      out[out.length - 1] = (out.at(-1) as number) + end - first;
    } else out.push(first, end, end - first);
    last = bucket;
  }
  return out;
}

/** Where a read stands among the tables that are drawn. */
export function placeIn(
  levels: readonly DrawnLevel[],
  byte: number,
  at: { readonly level: number; readonly table: number },
): Place {
  const { tables, entryBytes } = levels[at.level] as DrawnLevel;
  const table = tables.findIndex(({ index }) => index === at.table);
  const entry = Math.floor((byte - (tables[table] as DrawnTable).byte) / entryBytes);
  return { level: at.level, table, entry };
}
