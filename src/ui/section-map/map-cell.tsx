import type { ReactNode } from 'react';
import { MARK } from './stretch.ts';
import { isStale } from './words.ts';

/** How a cell or bar with these marks is filled; the glyphs beside it carry the same without colour. */
export function fillOf(marks: number): string {
  if (marks === 0) return 'mark-hole ring-hole-line';
  if (marks & MARK.wrong) return 'mark-wrong ring-wrong text-wrong-ink';
  if (isStale(marks)) return 'bg-stale-soft ring-stale text-stale';
  if (marks & MARK.offline) return 'bg-paper ring-ink2 text-ink2';
  return 'bg-on ring-on text-on-ink';
}

/** The sign that says the state again, in a shape. */
export function glyphOf(marks: number): string {
  if (marks & MARK.wrong) return '≠';
  if (isStale(marks)) return '×';
  return HELD.find(([mark]) => marks & mark)?.[1] ?? '';
}

/** Pages that somebody holds, the loudest first. */
export const HELD = [
  [MARK.waits, '…'],
  [MARK.unmovable, '■'],
  [MARK.failing, '!'],
  [MARK.pinned, '●'],
  [MARK.poisoned, '▲'],
] as const;

interface CellProps {
  readonly first: number;
  readonly count: number;
  readonly marks: number;
  readonly name: string;
  readonly tip: string;
  readonly label: ReactNode;
  readonly current: boolean;
  readonly selected: boolean;
  /** Overrides the fill: what lies beyond the kernel's limit. */
  readonly fill?: string;
  /** In pixels; the whole row without it. */
  readonly width?: number;
  readonly expanded?: boolean;
}

/** One block, bar or folded hole in the grid. */
export function MapCell(props: CellProps): ReactNode {
  const { first, count, marks, name, tip, label, current, selected, fill, expanded } = props;
  const ring = selected
    ? 'z-1 shadow-[inset_0_0_0_2px_var(--ink),inset_0_0_0_3.5px_var(--paper)]'
    : 'ring-1 ring-inset';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of the grid that draws only what shows.
    <div
      role="gridcell"
      data-first={first}
      data-count={count}
      data-tip={tip}
      tabIndex={current ? 0 : -1}
      aria-label={name}
      aria-selected={selected}
      aria-expanded={expanded}
      style={props.width === undefined ? undefined : { width: props.width }}
      className={`relative flex min-w-0 cursor-pointer items-center justify-center rounded-[2px] text-tiny/none select-none focus-visible:z-2 focus-visible:outline-offset-1 ${props.width === undefined ? 'w-full' : 'shrink-0 font-mono'} ${fill ?? fillOf(marks)} ${ring}`}
    >
      <CellLabel marks={marks}>{label}</CellLabel>
    </div>
  );
}

/** Words on a hatch stand on a plate. */
function CellLabel({
  marks,
  children,
}: {
  readonly marks: number;
  readonly children: ReactNode;
}): ReactNode {
  const glyph = glyphOf(marks);
  if (!glyph && !children) return null;
  const plate = marks & MARK.wrong ? 'bg-wrong-soft px-0.5 font-bold' : '';
  // The superscripts of 2³⁶ stand wide apart in the fixed pitch.
  const face =
    typeof children === 'string' && children.startsWith('2') && /[⁰-⁹²³¹]/.test(children)
      ? 'font-sans'
      : '';
  return (
    <span className={`truncate py-0.5 ${plate} ${face}`}>
      {glyph}
      {children}
    </span>
  );
}
