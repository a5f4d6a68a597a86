import type { ReactNode } from 'react';
import { formatCount } from '../../machine/units/bytes.ts';
import { type BitField, placeOf, type Visit } from './fields.ts';

interface BitBoxesProps {
  readonly fields: readonly BitField[];
  /** The table that each index goes into, in order. */
  readonly visits: readonly Visit[];
}

const GROUNDS: Readonly<Record<BitField['role'], string>> = {
  index: 'bg-on-soft',
  offset: 'bg-sunk',
  unused: 'bg-beyond',
};

/** The fields of the address, each as wide as its bits, with its value and its table below. */
export function BitBoxes({ fields, visits }: BitBoxesProps): ReactNode {
  const indexes = fields.filter((field) => field.role === 'index');
  return (
    <dl className="relative h-12 low:h-10.5 shrink-0 text-tiny/3.5 text-ink3">
      {fields.map((field) => (
        <Box key={field.name} field={field} visit={visits[indexes.indexOf(field)]} />
      ))}
    </dl>
  );
}

function Box(props: { readonly field: BitField; readonly visit: Visit | undefined }): ReactNode {
  const { field, visit } = props;
  const { left, width } = placeOf(field);
  const unused = field.role === 'unused';
  return (
    <div
      className="absolute flex flex-col items-stretch pr-px text-center whitespace-nowrap"
      style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
    >
      <dt className={unused ? 'sr-only' : 'order-3'}>
        {field.name} {field.bits}
      </dt>
      <dd
        className={`flex h-6.5 low:h-5.5 items-center justify-center rounded-[2px] font-mono font-semibold text-ink ${GROUNDS[field.role]}`}
      >
        <span className={unused ? 'sr-only' : 'truncate'}>{fieldValue(field)}</span>
      </dd>
      {visit ? <Pointer visit={visit} /> : <dd aria-hidden="true" className="h-2.5" />}
    </div>
  );
}

/** The table as a thin bar with the entry that is read; nothing there: an open end. */
function Pointer({ visit }: { readonly visit: Visit }): ReactNode {
  const left = `calc(${Math.min(1, visit.index / visit.entries) * 100}% - 1px)`;
  const miss = visit.state === 'miss';
  const frame =
    visit.state === 'unvisited'
      ? 'border-dashed border-line2'
      : miss
        ? 'border-wrong'
        : 'border-line2';
  return (
    <dd aria-hidden="true" className={`relative mt-0.5 mr-0.5 h-2 border bg-raise ${frame}`}>
      {visit.state !== 'unvisited' && (
        <span
          style={{ left }}
          className={`absolute ${miss ? '-top-px -ml-[3px] size-2 rounded-full border-[1.5px] border-wrong bg-paper' : '-inset-y-[2px] w-[3px] bg-map'}`}
        />
      )}
    </dd>
  );
}

/** Indexes in decimal, as the tables count; the offset in hex, as addresses are written. */
export function fieldValue({ role, value, bits }: BitField): string {
  if (role === 'offset') return `0x${value.toString(16)}`;
  return bits > 13 ? formatCount(value) : value.toString();
}
