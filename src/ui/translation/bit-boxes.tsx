import type { ReactNode } from 'react';
import { formatCount } from '../../machine/units/bytes.ts';
import { type BitField, placeOf } from './fields.ts';

interface BitBoxesProps {
  readonly fields: readonly BitField[];
}

/** The fields of the address, each as wide as its bits, with its value. */
export function BitBoxes({ fields }: BitBoxesProps): ReactNode {
  return (
    <dl className="relative h-11.5 shrink-0 text-[0.6875rem]/4 text-ink3">
      {fields.map((field) => {
        const { left, width } = placeOf(field);
        return (
          <div
            key={field.name}
            className="absolute flex flex-col-reverse items-center pr-px whitespace-nowrap"
            style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
          >
            <dt className={field.role === 'unused' ? 'sr-only' : ''}>
              {field.name} {field.bits}
            </dt>
            <dd
              className={`flex h-7 w-full items-center justify-center rounded-[2px] font-mono font-semibold text-ink ${field.role === 'index' ? 'bg-on-soft' : field.role === 'offset' ? 'bg-sunk' : 'bg-beyond'}`}
            >
              {field.role === 'unused' ? (
                <span className="sr-only">{fieldValue(field)}</span>
              ) : (
                fieldValue(field)
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Indexes in decimal, as the tables count; the offset in hex, as addresses are written. */
export function fieldValue({ role, value, bits }: BitField): string {
  if (role === 'offset') return `0x${value.toString(16)}`;
  return bits > 13 ? formatCount(value) : value.toString();
}
