import type { ReactNode } from 'react';
import { formatHex } from '../../machine/units/address.ts';
import { formatCount, formatPower, formatSize } from '../../machine/units/bytes.ts';
import { sectionStart } from '../../machine/units/section.ts';
import type { Scene } from '../../worker/protocol.ts';
import { type Layout, marksOf, type Row } from './layout.ts';
import { MapCell } from './map-cell.tsx';
import { MARK, registeredIn, slotOf } from './stretch.ts';
import type { Stand } from './walk.ts';
import { cellLabel, cellName, shortNumber, stateWords, stretchName, zoneWords } from './words.ts';

export interface RowContext {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly perBlock: number;
  /** Cell that Tab reaches. */
  readonly current: Stand;
  readonly selected: Stand | null;
  readonly cellWidth: number;
  /** Width of a full row of cells. */
  readonly rowWidth: number;
}

/** One line of the list, at its height. */
export function MapRow({ row, ctx }: { readonly row: Row; readonly ctx: RowContext }): ReactNode {
  const { rowHeight, headHeight } = ctx.layout.metrics;
  if (row.kind === 'head')
    return (
      <div
        aria-hidden="true"
        className={HEAD}
        style={{ top: row.y, height: headHeight, width: ctx.rowWidth }}
      >
        <span>{formatHex(sectionStart(row.first * ctx.perBlock))}</span>
        <span>{formatHex(sectionStart((row.first + row.count) * ctx.perBlock) - 1n)}</span>
      </div>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: placed by height, as only what shows is drawn; a table row cannot be.
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={row.index}
      className="absolute left-0 flex gap-[3px] pb-[3px]"
      style={{ top: row.y, height: rowHeight, width: ctx.rowWidth }}
    >
      {row.kind === 'cells' ? <Cells row={row} ctx={ctx} /> : <Stretch row={row} ctx={ctx} />}
    </div>
  );
}

const HEAD =
  'absolute left-0 flex justify-between font-mono text-[0.625rem]/3.5 text-ink3 whitespace-nowrap';

const touches = (a: Stand | null, first: number, count: number): boolean =>
  a !== null && first < a.first + a.count && a.first < first + count;

function Cells({ row, ctx }: { readonly row: Row; readonly ctx: RowContext }): ReactNode {
  const blocks = Array.from({ length: row.count }, (_, i) => row.first + i);
  return (
    <>
      {blocks.map((block) => (
        <Cell key={block} block={block} row={row} ctx={ctx} />
      ))}
      {row.count * 2 <= ctx.layout.metrics.columns && <Aside row={row} ctx={ctx} />}
    </>
  );
}

function Cell(props: {
  readonly block: number;
  readonly row: Row;
  readonly ctx: RowContext;
}): ReactNode {
  const { block, row, ctx } = props;
  const { scene, layout, perBlock, cellWidth } = ctx;
  const marks = marksOf(layout, block);
  const loud = marks & MARK.wrong ? 1 : 0;
  return (
    <MapCell
      first={block}
      count={1}
      marks={marks}
      name={cellName(scene, block, perBlock, marks)}
      tip={cellTip(ctx, block, marks)}
      label={cellLabel(
        block * perBlock,
        row.origin * perBlock,
        Math.floor((cellWidth - 3) / 6.7) - loud,
      )}
      current={touches(ctx.current, block, 1)}
      selected={touches(ctx.selected, block, 1)}
      width={cellWidth}
    />
  );
}

/** Beside a short run: where it is, and what the device makes of it. */
function Aside({ row, ctx }: { readonly row: Row; readonly ctx: RowContext }): ReactNode {
  const section = row.first * ctx.perBlock;
  const slot = slotOf(ctx.scene, section);
  const wrong = (marksOf(ctx.layout, row.first) & MARK.wrong) !== 0;
  const reads = wrong && slot !== null ? registeredIn(ctx.scene, slot) : null;
  const start = sectionStart(section);
  const room = ctx.rowWidth - row.count * (ctx.cellWidth + 3);
  const hex = formatHex(start);
  const width = hex.length * CHARACTER_PX;
  if (width > room) return null;
  return (
    <span
      aria-hidden="true"
      className="ml-1.5 flex min-w-0 items-center gap-x-2 overflow-hidden text-tiny/3 whitespace-nowrap"
    >
      <span className="font-mono text-ink2">{hex}</span>
      {reads !== null && width + REMARK_PX <= room && (
        <span className="text-wrong-ink">≠ reads section {shortNumber(reads)}</span>
      )}
    </span>
  );
}

/** Widths of a digit, and of what is said about a wrong page. */
const CHARACTER_PX = 7;
const REMARK_PX = 115;

function Stretch({ row, ctx }: { readonly row: Row; readonly ctx: RowContext }): ReactNode {
  const kind = row.kind === 'bar' || row.kind === 'beyond' ? row.kind : 'hole';
  const marks = kind === 'bar' ? marksOf(ctx.layout, row.first) : 0;
  const name = stretchName(kind, row, ctx.perBlock, marks);
  return (
    <MapCell
      first={row.first}
      count={row.count}
      marks={marks}
      name={name}
      tip={[...name.split(', '), ...(kind === 'bar' ? ['Enter opens it'] : [])].join('\n')}
      label={<StretchLabel kind={kind} row={row} ctx={ctx} marks={marks} />}
      current={touches(ctx.current, row.first, row.count)}
      selected={ctx.selected?.first === row.first || contains(ctx.selected, row)}
      {...(kind === 'beyond' ? { fill: 'mark-beyond ring-beyond-line' } : {})}
      {...(kind === 'bar' ? { expanded: false } : {})}
    />
  );
}

const contains = (a: Stand | null, row: Row): boolean =>
  a !== null && a.first <= row.first && row.first + row.count <= a.first + a.count;

function StretchLabel(props: {
  readonly kind: 'hole' | 'beyond' | 'bar';
  readonly row: Row;
  readonly ctx: RowContext;
  readonly marks: number;
}): ReactNode {
  const { kind, row, ctx, marks } = props;
  // Sections, as everywhere on the page; how many make a block stands in the heading.
  const sections = row.count * ctx.perBlock;
  const count = `${formatCount(sections)} section${sections === 1 ? '' : 's'}`;
  if (kind === 'bar')
    return `${count} from ${shortNumber(row.first * ctx.perBlock)}, ${stateWords(marks)}`;
  const plate = kind === 'hole' ? 'bg-hole' : 'bg-beyond';
  return (
    <span className={`px-1 text-ink ${plate}`}>
      {kind === 'hole' ? `hole, ${count}` : beyondWords(ctx.scene)}
    </span>
  );
}

/** `beyond 2⁶¹: no section can be here`, or what is installed there all the same. */
function beyondWords(scene: Scene): string {
  const limit = formatPower(1n << BigInt(scene.config.physicalBits)) ?? '';
  const size = scene.beyond.reduce((sum, piece) => sum + BigInt(piece.size), 0n);
  return size > 0n
    ? `beyond ${limit}: ${formatSize(size)} without a section`
    : `beyond ${limit}, to 2⁶⁴`;
}

function cellTip(ctx: RowContext, block: number, marks: number): string {
  const first = block * ctx.perBlock;
  const start = sectionStart(first);
  const end = sectionStart(first + ctx.perBlock) - 1n;
  const slot = slotOf(ctx.scene, first);
  return [
    ctx.perBlock === 1
      ? `section ${formatCount(block)}`
      : `sections ${formatCount(first)} to ${formatCount(first + ctx.perBlock - 1)}: memory block ${formatCount(block)}`,
    `${formatHex(start)} to ${formatHex(end)}`,
    ...(ctx.perBlock === 1 ? [] : [formatSize(end - start + 1n)]),
    `${stateWords(marks)}${zoneWords(ctx.scene, first)}`,
    ...(slot !== null && slot >= 0 ? [`bus slot ${formatCount(slot)}`] : []),
  ].join('\n');
}
