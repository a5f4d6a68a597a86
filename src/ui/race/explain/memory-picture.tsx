import { type ReactNode, useMemo, useRef } from 'react';
import { counted, formatCount, formatSize } from '../../../machine/units/bytes.ts';
import type { DrawnLevel, DrawnTable, Explanation } from '../../../race/explanation.ts';
import { sans, widthOf } from '../../address-map/type.ts';
import { type BarMark, inPixels } from '../../driver/tables.ts';
import { useViewport } from '../../kit/use-viewport.ts';
import { rootRem } from '../root-rem.ts';
import {
  CELL,
  captionLeft,
  DOT,
  type Dot,
  layOut,
  type PictureLayout,
  type TableBox,
  wayBetween,
} from './picture-layout.ts';

interface MemoryPictureProps {
  readonly explanation: Explanation;
  /** Reads made so far; the others are drawn as still to come. */
  readonly made: number;
}

/** The memory of a structure, table by table, with the words that the lookup reads. */
export function MemoryPicture({ explanation, made }: MemoryPictureProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { viewport } = useViewport(box);
  const { levels } = explanation;
  const layout = useMemo(
    () => layOut(explanation, Math.max(200, viewport.width - 2)),
    [explanation, viewport.width],
  );
  return (
    <div ref={box} className="ex-picture">
      {viewport.width > 0 && (
        <svg width={layout.width + 2} height={layout.height + 2} aria-hidden="true">
          <g transform="translate(1 1)">
            <Edges levels={levels} layout={layout} />
            {layout.boxes.map((at) => (
              <Table key={`${at.level}-${at.table}`} at={at} levels={levels} />
            ))}
            <Path explanation={explanation} dots={layout.dots} made={made} />
            {levels.map((level, i) => (
              <text
                key={level.name + level.kind}
                x={captionLeft(layout, i, captionWidth(level))}
                y={layout.captions[i]}
                className="ex-caption"
              >
                <tspan className="ex-name">{level.name}</tspan>
                <tspan dx="8">{levelWords(level)}</tspan>
              </text>
            ))}
          </g>
        </svg>
      )}
      <ul className="sr-only">
        {levels.map((level) => (
          <li key={level.name + level.kind}>
            {level.name}: {levelWords(level)}
          </li>
        ))}
      </ul>
    </div>
  );
}

const captionWidth = (level: DrawnLevel): number => {
  const size = 11 * rootRem();
  return widthOf(level.name, sans(size, 600)) + 8 + widthOf(levelWords(level), sans(size));
};

/** `2 tables of 65,536 B, 17 of 16,384 entries in use` */
export function levelWords({ kind, count, tables, entryBytes, note }: DrawnLevel): string {
  const first = tables[0];
  if (!first) return 'nothing yet';
  const each = first.entries * entryBytes;
  const hidden = count - tables.length;
  const more = hidden > 0 ? `, ${formatCount(hidden)} more are not drawn` : '';
  if (kind === 'node')
    return `${counted(count, 'node')} of ${formatCount(each)} B${more}${coloursWords(tables)}`;
  if (kind === 'reserved')
    return `${formatSize(BigInt(first.entries) * BigInt(entryBytes))} reserved, ${usedWords(first)}`;
  const noun = kind === 'pages' ? 'page' : 'table';
  const used = note ? `, ${note}` : count === 1 ? `, ${usedWords(first)}` : '';
  return `${counted(count, noun)} of ${formatSize(BigInt(each))}${kind === 'pages' ? ' touched' : ''}${used}${more}`;
}

const usedWords = ({ used, entries }: DrawnTable): string =>
  `${formatCount(used)} of ${counted(entries, 'entry', 'entries')} in use`;

const coloursWords = (tables: readonly DrawnTable[]): string =>
  tables.some(({ node }) => node?.black === false) ? '; hollow: a red node' : '';

interface TableProps {
  readonly at: TableBox;
  readonly levels: readonly DrawnLevel[];
}

function Table({ at, levels }: TableProps): ReactNode {
  const level = levels[at.level] as DrawnLevel;
  const table = level.tables[at.table] as DrawnTable;
  if (level.kind === 'node') return <Node at={at} table={table} />;
  const { x, y, width, height } = at;
  const marks = marksIn(table.runs, table.entries, width);
  const beside = marksIn(table.beside ?? [], table.entries, width);
  return (
    <g transform={`translate(${x} ${y})`} data-tip={tipOf(level, table)}>
      <rect
        x="0.5"
        y="0.5"
        width={width - 1}
        height={height - 1}
        className="fill-raise stroke-line2"
        strokeDasharray={level.kind === 'reserved' ? '4 3' : undefined}
      />
      <path className="fill-map" fillOpacity="0.25" d={marksPath(beside, height)} />
      <path
        className="fill-map"
        d={marksPath(
          marks.filter((m) => !m.thin),
          height,
        )}
      />
      <path
        className="fill-map"
        fillOpacity="0.35"
        d={marksPath(
          marks.filter((m) => m.thin),
          height,
        )}
      />
      <Cells table={table} width={width} height={height} />
    </g>
  );
}

/** Entries that can be told apart are drawn to the entry; of others a mark is at least two pixels wide. */
function marksIn(runs: readonly number[], entries: number, width: number): readonly BarMark[] {
  const ranges = rangesOf(runs);
  const each = width / entries;
  if (each < CELL) return inPixels(ranges, entries, width - 2);
  return ranges.map(([first, count]) => ({
    x: first * each - 1,
    width: count * each,
    thin: false,
  }));
}

const rangesOf = (runs: readonly number[]): [number, number][] =>
  Array.from({ length: runs.length / 3 }, (_, i) => {
    const first = runs[3 * i] ?? 0;
    return [first, (runs[3 * i + 1] ?? 0) - first];
  });

const marksPath = (marks: readonly BarMark[], height: number): string =>
  marks.map(({ x, width }) => `M${x + 1} 1h${width}v${height - 2}h-${width}z`).join('');

/** Entries apart from each other, where there is room to see them so. */
function Cells({
  table: { entries, keys },
  width,
  height,
}: {
  readonly table: DrawnTable;
  readonly width: number;
  readonly height: number;
}): ReactNode {
  const each = width / entries;
  if (each < CELL) return null;
  const lines = Array.from({ length: entries - 1 }, (_, i) => `M${(i + 1) * each} 1v${height - 2}`);
  return (
    <>
      <path d={lines.join('')} className="stroke-paper" />
      {keys?.map((key, i) => {
        const text = formatCount(key);
        return each > 6.4 * text.length + 8 ? (
          <text key={key} x={(i + 0.5) * each} y={height - 3.5} className="ex-key">
            {text}
          </text>
        ) : null;
      })}
    </>
  );
}

function tipOf({ name, entryBytes, count }: DrawnLevel, table: DrawnTable): string {
  return [
    count === 1 ? name : `${name} ${formatCount(table.index + 1)} of ${formatCount(count)}`,
    `from byte ${formatCount(table.byte)}, entries of ${entryBytes} B`,
    usedWords(table),
  ].join('\n');
}

function Node({ at, table }: { readonly at: TableBox; readonly table: DrawnTable }): ReactNode {
  const { x, y, width, height } = at;
  const { keys, node } = table;
  const isBig = height > 12;
  const first = formatCount(keys?.[0] ?? 0);
  const more = (keys?.length ?? 0) - 1;
  const words = more > 0 ? `${first} and ${more} more` : `from ${first}`;
  const isHollow = node?.black === false || isBig;
  return (
    <g data-tip={`a node at byte ${formatCount(table.byte)}\n${words}`}>
      <rect
        x={x + 0.5}
        y={y + 0.5}
        width={width - 1}
        height={height - 1}
        rx={isBig ? 4 : height / 2}
        className={`${isHollow ? 'fill-raise' : 'fill-ink2'} stroke-ink2`}
        strokeWidth={isBig && node?.black ? 2.5 : 1}
      />
      {isBig && (
        <text x={x + width / 2} y={y + 15} className="ex-node">
          {first.length > 15 ? `${first.slice(0, 14)}…` : first}
          {more > 0 && ` +${more}`}
        </text>
      )}
    </g>
  );
}

interface EdgesProps {
  readonly levels: readonly DrawnLevel[];
  readonly layout: PictureLayout;
}

/** From each node to that from which it hangs. */
function Edges({ levels, layout: { boxes } }: EdgesProps): ReactNode {
  const d = boxes.flatMap((box) => {
    const parent = levels[box.level]?.tables[box.table]?.node?.parent ?? -1;
    const at = levels[box.level - 1]?.tables.findIndex(({ index }) => index === parent) ?? -1;
    const above = boxes.find(({ level, table }) => level === box.level - 1 && table === at);
    if (!above) return [];
    const from = `M${above.x + above.width / 2} ${above.y + above.height}`;
    return [`${from}L${box.x + box.width / 2} ${box.y}`];
  });
  return <path d={d.join('')} className="ex-edge" />;
}

interface PathProps {
  readonly explanation: Explanation;
  readonly dots: readonly Dot[];
  readonly made: number;
}

/** Numbered dots on the words that are read, and how one read leads to the next. */
function Path({ explanation: { path }, dots, made }: PathProps): ReactNode {
  const main = dots.filter(({ isMain }) => isMain);
  const isMiss = (read: number): boolean => !path.answer.hit && read === path.reads.length;
  return (
    <>
      {main.slice(1).map((dot, i) => {
        const from = main[i] as Dot;
        if (from.box === dot.box) return null;
        const d = wayBetween(from, dot);
        return <path key={dot.read} d={d} className="ex-way" data-to-come={dot.read > made} />;
      })}
      {dots.map((dot) => (
        <NumberedDot
          key={`${dot.read}-${dot.box.level}`}
          dot={dot}
          state={dot.read > made ? 'to come' : dot.read === made ? 'now' : 'made'}
          isMiss={isMiss(dot.read)}
        />
      ))}
    </>
  );
}

interface NumberedDotProps {
  readonly dot: Dot;
  readonly state: 'made' | 'now' | 'to come';
  readonly isMiss: boolean;
}

function NumberedDot({
  dot: { read, x, y, entryX, entry, box },
  state,
  isMiss,
}: NumberedDotProps): ReactNode {
  const tone = isMiss && state !== 'to come' ? 'ex-miss' : '';
  return (
    <g className={`ex-dot ${tone}`} data-state={state}>
      <path d={`M${x} ${y + DOT}L${entryX} ${box.y}`} />
      {entry > 0 && (
        <rect
          x={entryX - entry / 2}
          y={box.y - 1}
          width={entry}
          height={box.height + 2}
          data-cell={entry >= CELL}
        />
      )}
      <circle cx={x} cy={y} r={DOT} />
      <text x={x} y={y + 3.5}>
        {read}
      </text>
      {isMiss && (
        <text x={x + DOT + 7} y={y + 4} className="ex-nothing">
          ∅
        </text>
      )}
    </g>
  );
}
