import { memo, type ReactNode } from 'react';
import type { StructureId } from '../../machine/structures/words/structure.ts';
import { Breakable } from './breakable.tsx';
import type { Standing } from './chart/entries.ts';
import { type Cell, COLUMNS } from './columns.ts';
import { type ColumnId, lowestIn, type Order, type Row, sorted } from './rows.ts';
import { STRUCTURE_WORDS } from './structure-words.ts';

interface RaceTableProps {
  readonly rows: readonly Row[];
  readonly standing: Standing;
  /** Why a race would not give these times now, and what they were measured with. */
  readonly doubt: string | null;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly chosen: StructureId | null;
  readonly onChoose: (structure: StructureId) => void;
}

/** The race in numbers: a row for each structure; drawn again only for other numbers. */
export const RaceTable = memo(function RaceTable({
  rows,
  standing,
  doubt,
  order,
  onOrder,
  chosen,
  onChoose,
}: RaceTableProps): ReactNode {
  const lowest = new Map(COLUMNS.map(({ id }) => [id, lowestIn(rows, id)]));
  return (
    <table
      aria-label="The structures compared"
      className="race-table w-full border-collapse text-xs"
    >
      {doubt && <caption className="pb-1 text-left text-going-ink">{doubt}</caption>}
      <thead>
        <tr className="text-left align-bottom text-ink2">
          <Head label="Structure" column={null} order={order} onOrder={onOrder} />
          {COLUMNS.map((column) => (
            <Head
              key={column.id}
              label={column.head}
              unit={column.unit}
              tip={column.tip}
              column={column.id}
              order={order}
              onOrder={onOrder}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted(rows, order).map((row) => (
          <TableRow
            key={row.structure}
            row={row}
            lowest={lowest}
            standing={standing}
            chosen={row.structure === chosen}
            onChoose={onChoose}
          />
        ))}
      </tbody>
    </table>
  );
});

interface HeadProps {
  readonly label: string;
  readonly unit?: string;
  readonly tip?: string;
  readonly column: ColumnId | null;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

/** Pressed again it turns the order round. */
function Head({ label, unit, tip, column, order, onOrder }: HeadProps): ReactNode {
  // The order of the catalogue, before any was asked for, is no sorting.
  const ordered = order.column === column && (column !== null || order.descending);
  const way = order.descending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      aria-sort={ordered ? way : 'none'}
      className={`font-medium ${column === null ? 'sticky left-0 bg-paper text-left' : 'text-right'}`}
    >
      <button
        type="button"
        data-tip={tip}
        onClick={() =>
          onOrder({ column, descending: order.column === column && !order.descending })
        }
        className={`cursor-pointer hover:underline ${column === null ? 'text-left' : 'text-right'} ${ordered ? 'text-ink' : ''}`}
      >
        {label}
        {ordered && <span aria-hidden="true"> {order.descending ? '↓' : '↑'}</span>}
        {unit && <span className="block font-normal text-ink3">{unit}</span>}
      </button>
    </th>
  );
}

interface TableRowProps {
  readonly row: Row;
  /** Who shares the lowest place of each column. */
  readonly lowest: ReadonlyMap<ColumnId, ReadonlySet<StructureId>>;
  readonly standing: Standing;
  readonly chosen: boolean;
  readonly onChoose: (structure: StructureId) => void;
}

function TableRow({ row, lowest, standing, chosen, onChoose }: TableRowProps): ReactNode {
  const { name, by, gist } = STRUCTURE_WORDS[row.structure];
  return (
    // The button in its first cell is for the keyboard: the whole row is there for the pointer.
    <tr
      onClick={() => onChoose(row.structure)}
      className={`cursor-pointer border-t border-line hover:bg-sunk ${chosen ? 'bg-sunk' : ''}`}
    >
      <th scope="row" className="sticky left-0 bg-paper text-left font-normal">
        <button
          type="button"
          data-tip={gist}
          data-structure={row.structure}
          className="w-full cursor-pointer text-left"
        >
          <span className="block font-medium text-ink">
            <Breakable name={name} />
          </span>
          <span className="race-second block text-ink3">{by}</span>
        </button>
      </th>
      {COLUMNS.map((column) => (
        <TableCell
          key={column.id}
          cell={column.cell(row)}
          lowest={placeOf(row, lowest.get(column.id))}
          standing={column.timed ? standing : 'now'}
        />
      ))}
    </tr>
  );
}

/** The lowest of its column, or one of several that share that place. */
type LowestPlace = 'lowest' | 'alike, among the lowest' | null;

function placeOf({ structure }: Row, lowest: ReadonlySet<StructureId> | undefined): LowestPlace {
  if (!lowest?.has(structure)) return null;
  return lowest.size === 1 ? 'lowest' : 'alike, among the lowest';
}

/** Times of another layout are faint, those of another machine dashed. */
const STANDINGS: Readonly<Record<Standing, string>> = {
  now: 'text-ink',
  before: 'text-ink3',
  elsewhere: 'text-ink2 underline decoration-edge decoration-dashed underline-offset-[0.22em]',
};

interface TableCellProps {
  readonly cell: Cell;
  readonly lowest: LowestPlace;
  readonly standing: Standing;
}

function TableCell({ cell, lowest, standing }: TableCellProps): ReactNode {
  const { text, aside, tip, absent = false } = cell;
  return (
    <td data-tip={tip} className={`text-right ${absent ? '' : 'font-mono whitespace-nowrap'}`}>
      {lowest && (
        <>
          <span aria-hidden="true" className="race-lowest">
            ●{' '}
          </span>
          <span className="sr-only">{lowest}, </span>
        </>
      )}
      <span
        className={`${absent ? 'race-second text-ink3' : STANDINGS[standing]} ${lowest ? 'font-semibold' : ''}`}
      >
        {text}
      </span>
      {aside && <span className="race-second block text-ink3">{aside}</span>}
    </td>
  );
}
