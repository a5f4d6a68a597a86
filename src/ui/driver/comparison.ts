import { counted, formatCount, formatSize } from '../../machine/units/bytes.ts';
import type { Change, DriverRow } from '../../timeline/compare-drivers.ts';
import { answersOf } from '../../timeline/driver-answers.ts';

/** What stands in a cell; `tip`: more of it. */
export interface Cell {
  readonly text: string;
  readonly bad?: boolean;
  readonly tip?: string;
  /** More than a number: it may wrap. */
  readonly wraps?: boolean;
}

export interface Column {
  readonly head: string;
  readonly number: boolean;
  readonly cell: (row: DriverRow) => Cell;
}

/** `136 hcalls, 1 moved`, `refused, EPERM`, `nothing` */
export function changeWords(change: Change | null): Cell {
  if (!change) return { text: '–', tip: 'This kernel cannot do it, or it never came.' };
  if (change.ret !== 0) return { text: `refused, ${change.errno ?? change.ret}`, bad: true };
  const bytes = BigInt(change.bytes);
  const parts = [
    ...(change.hcalls === '0' ? [] : [counted(BigInt(change.hcalls), 'hcall')]),
    ...(bytes === 0n
      ? []
      : [`${bytes > 0n ? '+' : '−'}${formatSize(bytes > 0n ? bytes : -bytes)}`]),
    ...(change.moved === 0 ? [] : [`${formatCount(change.moved)} moved`]),
  ];
  return { text: parts.length === 0 ? (change.acted ? 'a free' : 'nothing') : parts.join(', ') };
}

/** What it wanted, and that it did not get it. */
const refusedWords = ({ bytes, failed, trouble }: DriverRow): Cell => ({
  text: `did not load: wanted ${formatCount(bytes)} B${failed ? `, ${failed}` : ''}`,
  bad: true,
  wraps: true,
  ...(trouble === null ? {} : { tip: trouble }),
});

const ABSENT: Cell = { text: '–', tip: 'The driver is not there.' };

/** As of a driver that is there. */
const COUNTED: readonly Column[] = [
  {
    head: 'Bytes held',
    number: true,
    cell: ({ bytes }) => ({
      text: `${formatCount(bytes)} B`,
      tip: `${formatSize(BigInt(bytes))}, by formula over this memory`,
    }),
  },
  {
    head: 'MR handles',
    number: true,
    cell: ({ handles, runsOut, trouble, failed }) =>
      trouble === null
        ? {
            text: formatCount(handles),
            tip: runsOut ? `first to go without: ${runsOut}` : 'nobody ever goes without',
          }
        : {
            text: `${formatCount(handles)}: no region${failed ? `, ${failed}` : ''}`,
            tip: trouble,
            bad: true,
            wraps: true,
          },
  },
  {
    head: 'Hcalls at boot',
    number: true,
    cell: ({ hcalls }) => ({ text: formatCount(hcalls), tip: 'of each adapter' }),
  },
  { head: 'One block comes', number: false, cell: ({ add }) => changeWords(add) },
  { head: 'It goes again', number: false, cell: ({ remove }) => changeWords(remove) },
  {
    head: 'Reads',
    number: true,
    cell: ({ driver }) => ({
      text: formatCount(answersOf(driver)?.reads ?? 0),
      tip: answersOf(driver)?.lookup.text ?? '',
    }),
  },
  { head: 'Who is told', number: false, cell: ({ told }) => ({ text: told }) },
  {
    head: 'What goes stale',
    number: false,
    cell: ({ driver }) => ({ text: answersOf(driver)?.stale.text ?? '' }),
  },
];

/** Rows are drivers; every number was counted on a machine booted with that driver. */
export const COLUMNS: readonly Column[] = COUNTED.map((column, i) => ({
  ...column,
  cell: (row) => (row.loaded ? column.cell(row) : i === 0 ? refusedWords(row) : ABSENT),
}));
