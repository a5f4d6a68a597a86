import { type ReactNode, useRef } from 'react';
import { useViewport } from '../kit/use-viewport.ts';
import { fieldValue } from './bit-boxes.tsx';
import { type BitField, bitsOf, placeOf, type Visit } from './fields.ts';

interface BitWalkProps {
  readonly fields: readonly BitField[];
  readonly visits: readonly Visit[];
}

const BAND = 21;
const LABEL_Y = 35;
const TABLE_Y = 48;
const TABLE_H = 13;
const HEIGHT = 88;

/** All 64 bits, each index dropping into its own table, with a pointer at the true entry. */
export function BitWalk({ fields, visits }: BitWalkProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { viewport } = useViewport(box);
  const indexes = fields.filter((field) => field.role === 'index');
  return (
    <div ref={box} className="shrink-0">
      <svg
        width={viewport.width}
        height={HEIGHT}
        aria-hidden="true"
        className="block overflow-visible"
      >
        {fields.map((field) => (
          <Field key={field.name} field={field} scale={viewport.width} />
        ))}
        {indexes.map((field, i) => {
          const visit = visits[i];
          return (
            visit && <Table key={field.name} field={field} visit={visit} scale={viewport.width} />
          );
        })}
      </svg>
      <p className="sr-only">
        {fields.map((f) => `${f.name} ${fieldValue(f)}`).join(', ')}.{' '}
        {visits.map((v) => `${v.table}[${v.index}] ${v.found}`).join(', ')}.
      </p>
    </div>
  );
}

interface FieldProps {
  readonly field: BitField;
  /** Width of all 64 bits in pixels. */
  readonly scale: number;
}

function Field({ field, scale }: FieldProps): ReactNode {
  const { left, width } = placeOf(field);
  const x = left * scale;
  const w = width * scale;
  const fill =
    field.role === 'index'
      ? 'fill-on-faint'
      : field.role === 'offset'
        ? 'fill-sunk'
        : 'fill-beyond';
  return (
    <g>
      <rect x={x + 1} y="0" width={Math.max(1, w - 2)} height={BAND} rx="2" className={fill} />
      <Bits bits={bitsOf(field)} x={x} step={scale / 64} />
      {field.role !== 'unused' && (
        <>
          <path d={`M${x + 2} ${BAND + 3}v3H${x + w - 2}v-3`} className="fill-none stroke-line2" />
          <text x={x + w / 2} y={LABEL_Y} textAnchor="middle" className="fill-ink2 text-xs">
            {field.name} <tspan className="fill-ink font-mono font-bold">{fieldValue(field)}</tspan>
          </text>
        </>
      )}
      {field.role === 'offset' && (
        <>
          <path d={`M${x + w / 2} ${LABEL_Y + 6}V${TABLE_Y + 4}`} className="stroke-line2" />
          <text x={x + w / 2} y={TABLE_Y + 15} textAnchor="middle" className="fill-ink3 text-tiny">
            carried unchanged
          </text>
        </>
      )}
    </g>
  );
}

function Bits({ bits, x, step }: { bits: string; x: number; step: number }): ReactNode {
  const digits = [...bits].map((digit, place) => ({ digit, place }));
  return (
    <>
      {digits.map(({ digit, place }) => (
        <text
          key={place}
          x={x + (place + 0.5) * step}
          y="15"
          textAnchor="middle"
          className={`font-mono text-tiny ${digit === '1' ? 'fill-ink font-bold' : 'fill-ink3'}`}
        >
          {digit}
        </text>
      ))}
    </>
  );
}

/** A table under the field that indexes it; after a miss it is an open end. */
function Table({ field, visit, scale }: FieldProps & { readonly visit: Visit }): ReactNode {
  const { left, width } = placeOf(field);
  const x = left * scale + 2;
  const w = width * scale - 6;
  const at = x + Math.min(1, visit.index / visit.entries) * (w - 3);
  const miss = visit.state === 'miss';
  const unread = visit.state === 'unvisited';
  const from = x + w / 2;
  return (
    <g>
      {!unread && (
        <path
          d={`M${from} ${LABEL_Y + 5}C${from} ${TABLE_Y - 4} ${at + 1.5} ${LABEL_Y + 8} ${at + 1.5} ${TABLE_Y}`}
          className={`fill-none ${miss ? 'stroke-wrong' : 'stroke-map'}`}
          strokeWidth="1.5"
        />
      )}
      <rect
        x={x + 0.5}
        y={TABLE_Y + 0.5}
        width={Math.max(1, w)}
        height={TABLE_H}
        className={`fill-raise ${miss ? 'stroke-wrong' : 'stroke-line2'}`}
        strokeDasharray={unread ? '3 3' : undefined}
      />
      {!unread && <Pointer x={at} miss={miss} />}
      <text
        x={x}
        y={TABLE_Y + TABLE_H + 13}
        className={`font-mono text-tiny font-semibold ${unread ? 'fill-ink3' : 'fill-ink'}`}
      >
        {visit.table}[{visit.index}]
      </text>
      <text
        x={x}
        y={TABLE_Y + TABLE_H + 25}
        className={`text-tiny ${miss ? 'fill-wrong-ink font-semibold' : unread ? 'fill-ink3' : visit.found.startsWith('→') ? 'fill-ink2' : 'fill-map font-mono font-semibold'}`}
      >
        {visit.found}
      </text>
    </g>
  );
}

/** The entry that is read; where nothing is there, the line ends in the open. */
function Pointer({ x, miss }: { readonly x: number; readonly miss: boolean }): ReactNode {
  return miss ? (
    <circle
      cx={x + 1.5}
      cy={TABLE_Y + TABLE_H / 2 + 0.5}
      r="4"
      className="fill-paper stroke-wrong"
      strokeWidth="1.5"
    />
  ) : (
    <rect x={x} y={TABLE_Y - 2} width="3" height={TABLE_H + 5} className="fill-map" />
  );
}
