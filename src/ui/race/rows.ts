import type { StructureId } from '../../machine/structures/words/structure.ts';
import { fastestOf } from '../../race/alike.ts';
import type { Footing } from '../../race/footing.ts';
import { isMeasured, type Mark, type Measured, type RacedLayout } from '../../race/result.ts';
import { SHOWN } from './structure-words.ts';

/** One structure in the table. */
export interface Row {
  readonly structure: StructureId;
  readonly reserved: bigint | null;
  readonly touched: number | null;
  /** Bytes reserved for each section; null over no memory. */
  readonly perSection: number | null;
  readonly reads: number | null;
  readonly lines: number | null;
  /** Nanoseconds; null: not raced yet. */
  readonly lookup: Measured | null;
  /** Microseconds. */
  readonly update: Measured | null;
}

/**
 * A row for every structure: bytes of the present layout, where they are known, times of the raced one.
 *
 * @param fingerprint of the present layout; null until it was told
 */
export function rowsOf(
  footings: readonly Footing[] | null,
  raced: RacedLayout | null,
  sections: number,
  fingerprint: string | null,
): readonly Row[] {
  const footingOf = new Map(footings?.map((f) => [f.structure, f]));
  const markOf = new Map(raced?.marks.map((m) => [m.structure, m]));
  return SHOWN.map((structure) => {
    const mark = markOf.get(structure);
    const footing = footingOf.get(structure) ?? (footings ? undefined : mark);
    const reserved = footing ? BigInt(footing.reserved) : null;
    // What only building tells was built in the race, if that was over this very memory.
    const built = mark && raced?.fingerprint === fingerprint ? mark.touched : null;
    return {
      structure,
      reserved,
      touched: footing?.touched ?? built,
      perSection: reserved === null || sections === 0 ? null : Number(reserved) / sections,
      ...timesOf(mark),
    };
  });
}

const timesOf = (mark: Mark | undefined): Pick<Row, 'reads' | 'lines' | 'lookup' | 'update'> =>
  mark
    ? { ...readsOf(mark), lookup: mark.lookup, update: mark.update }
    : { reads: null, lines: null, lookup: null, update: null };

/** Nothing was followed where nothing was built. */
const readsOf = ({ reads, lines, lookup }: Mark): Pick<Row, 'reads' | 'lines'> =>
  reads === 0 && !isMeasured(lookup) ? { reads: null, lines: null } : { reads, lines };

/** What the columns are ordered by. */
export type ColumnId = Exclude<keyof Row, 'structure'>;

/** A row's number in a column; null where there is none. */
export function numberIn(row: Row, column: ColumnId): number | null {
  const value = row[column];
  if (value === null) return null;
  if (typeof value === 'object') return isMeasured(value) ? value.median : null;
  return Number(value);
}

export interface Order {
  /** Null: as in the catalogue. */
  readonly column: ColumnId | null;
  readonly descending: boolean;
}

/** Rows without a number stand last either way; equal ones as they stood. */
export function sorted(rows: readonly Row[], { column, descending }: Order): readonly Row[] {
  if (column === null) return descending ? rows.toReversed() : rows;
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [numberIn(a, column), numberIn(b, column)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
}

/**
 * Whose number in a column is the lowest. Of times it is all that nothing is faster than beyond the spread; of reads
 * and lines nobody counts that cannot be measured. Empty where there is nothing to point at, as no two differ.
 */
export function lowestIn(rows: readonly Row[], column: ColumnId): ReadonlySet<StructureId> {
  const ids =
    column === 'lookup' || column === 'update' ? fastest(rows, column) : least(rows, column);
  return new Set(ids);
}

function fastest(rows: readonly Row[], column: 'lookup' | 'update'): readonly StructureId[] {
  const timed = rows.flatMap(({ structure, [column]: time }) =>
    time && isMeasured(time) ? [{ structure, time }] : [],
  );
  return timed.length < 2 ? [] : fastestOf(timed).map(({ structure }) => structure);
}

function least(rows: readonly Row[], column: ColumnId): readonly StructureId[] {
  const read = column === 'reads' || column === 'lines';
  const numbers = rows.flatMap((row) => {
    const n = read && !canBe(row) ? null : numberIn(row, column);
    return n === null ? [] : [{ structure: row.structure, n }];
  });
  const lowest = Math.min(...numbers.map(({ n }) => n));
  if (numbers.every(({ n }) => n === lowest)) return [];
  return numbers.filter(({ n }) => n === lowest).map(({ structure }) => structure);
}

/** What is too long to exist is read by formula alone. */
const canBe = ({ lookup }: Row): boolean => lookup !== null && isMeasured(lookup);
