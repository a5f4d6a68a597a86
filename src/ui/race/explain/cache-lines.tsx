import type { ReactNode } from 'react';
import { counted, formatCount } from '../../../machine/units/bytes.ts';
import type { Explanation } from '../../../race/explanation.ts';
import { type Bits, bitsRead, type CacheLine, LINE, linesRead, type Piece } from './lines.ts';

interface CacheLinesProps {
  readonly explanation: Explanation;
  readonly made: number;
}

const BYTE = 4;
const WORD = 8;
const HEIGHT = 16;

/** The cache lines that the reads are in, byte by byte. */
export function CacheLines({ explanation, made }: CacheLinesProps): ReactNode {
  const { id, path } = explanation;
  const { lines, more } = linesRead(explanation);
  if (lines.length === 0) return null;
  const words = path.reads.map((read) => bitsRead(id, path.section, read));
  return (
    <div>
      <h4 className="font-semibold">
        {counted(path.reads.length, 'read')} in {counted(path.lines.length, 'cache line')}
        <span className="font-normal text-ink3"> of 64 bytes, in words of 8</span>
      </h4>
      <ul className="ex-lines">
        {lines.map((line) => (
          <li key={line.line}>
            <Strip line={line} made={made} />
          </li>
        ))}
        {more > 0 && <li className="text-ink3">{formatCount(more)} more lines</li>}
      </ul>
      {words.map((bits, i) => bits && <Word key={path.reads[i]?.byte} bits={bits} read={i + 1} />)}
    </div>
  );
}

function Strip({
  line: { line, pieces },
  made,
}: {
  readonly line: CacheLine;
  readonly made: number;
}): ReactNode {
  const width = LINE * BYTE;
  const words = Array.from(
    { length: LINE / WORD - 1 },
    (_, i) => `M${(i + 1) * WORD * BYTE} 0v${HEIGHT}`,
  );
  return (
    <>
      <span className="font-mono text-tiny text-ink2">line {formatCount(line)}</span>
      <span className="sr-only">
        {pieces.map((p) => `, read ${p.read}: bytes ${p.from} to ${p.to - 1}`).join('')}
      </span>
      <svg width={width + 1} height={HEIGHT + 1} aria-hidden="true">
        <g transform="translate(0.5 0.5)">
          <rect width={width} height={HEIGHT} className="fill-raise stroke-line2" />
          <path d={words.join('')} className="stroke-line2" />
          {grouped(pieces).map(({ from, to, reads }) => (
            <Cell key={`${from}-${to}`} from={from} to={to} reads={reads} made={made} />
          ))}
        </g>
      </svg>
    </>
  );
}

interface CellProps {
  readonly from: number;
  readonly to: number;
  readonly reads: readonly number[];
  readonly made: number;
}

function Cell({ from, to, reads, made }: CellProps): ReactNode {
  const isMade = reads.some((read) => read <= made);
  return (
    <g className="ex-cell" data-made={isMade}>
      <rect x={from * BYTE} width={(to - from) * BYTE} height={HEIGHT} />
      <text x={((from + to) / 2) * BYTE} y={HEIGHT - 4.5}>
        {reads.join(' ')}
      </text>
    </g>
  );
}

/** Reads of the same bytes, together. */
function grouped(pieces: readonly Piece[]): { from: number; to: number; reads: number[] }[] {
  const out: { from: number; to: number; reads: number[] }[] = [];
  for (const { read, from, to } of pieces) {
    const same = out.find((g) => g.from === from && g.to === to);
    if (same) same.reads.push(read);
    else out.push({ from, to, reads: [read] });
  }
  return out;
}

const BIT = 9;

/** A word of which each bit is a section. */
function Word({
  bits: { bits, asked },
  read,
}: {
  readonly bits: Bits;
  readonly read: number;
}): ReactNode {
  const perRow = 32;
  const rows = bits.length / perRow;
  return (
    <figure className="ex-bits">
      <figcaption className="font-mono text-tiny text-ink2">
        read {read}: {bits.length} sections, a bit each, the lowest first; bit {asked} is asked for
      </figcaption>
      <svg width={perRow * BIT + 4} height={rows * (BIT + 4) + 4} aria-hidden="true">
        {bits.map((bit, i) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bit is its place.
            key={i}
            x={2.5 + (i % perRow) * BIT}
            y={2.5 + Math.floor(i / perRow) * (BIT + 4)}
            width={BIT - 2}
            height={BIT}
            className={bit ? 'fill-map stroke-map' : 'fill-raise stroke-line2'}
          />
        ))}
        <rect
          x={1 + (asked % perRow) * BIT}
          y={1 + Math.floor(asked / perRow) * (BIT + 4)}
          width={BIT + 1}
          height={BIT + 3}
          className="ex-ring"
        />
      </svg>
    </figure>
  );
}
