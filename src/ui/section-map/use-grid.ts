import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { type Layout, rowOf } from './layout.ts';
import { columnOf, type Move, type Stand, span, standAt, walk } from './walk.ts';

const MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'rowStart',
  End: 'rowEnd',
  'ctrl Home': 'first',
  'ctrl End': 'last',
};

interface GridOptions {
  readonly layout: Layout;
  /** The selection that the whole page shares, as blocks. */
  readonly selected: Stand | null;
  readonly onSelect: (stand: Stand | null) => void;
  readonly onRemove: () => void;
  /** A bar is opened into its cells. */
  readonly onOpen: (first: number) => void;
}

/** The cell under an event, if any. */
function standUnder(target: EventTarget | null): Stand | null {
  const cell = target instanceof Element ? target.closest('[data-first]') : null;
  if (!(cell instanceof HTMLElement)) return null;
  return { first: Number(cell.dataset['first']), count: Number(cell.dataset['count']) };
}

/** Walking, extending and dragging over the cells: selection follows focus, Shift keeps the other end. */
export function useGrid({ layout, selected, onSelect, onRemove, onOpen }: GridOptions) {
  const box = useRef<HTMLDivElement>(null);
  const anchor = useRef<Stand | null>(null);
  const column = useRef(0);
  const wantsFocus = useRef(false);
  const dragging = useRef(false);
  const inside = useRef(false);
  const [cursor, setCursor] = useState(0);
  const current =
    standAt(layout, Math.min(cursor, layout.end - 1)) ?? standAt(layout, 0) ?? NOWHERE;

  const go = (stand: Stand, extend: boolean): void => {
    const held = anchor.current !== null && selected !== null && overlap(anchor.current, selected);
    if (!extend) anchor.current = stand;
    else if (!held) anchor.current = current;
    setCursor(stand.first);
    onSelect(span(anchor.current ?? stand, stand));
  };

  // Where the page selected something else, the walk starts there.
  const at = selected?.first ?? null;
  const [seen, setSeen] = useState(at);
  if (at !== seen) {
    setSeen(at);
    if (at !== null && selected && (cursor < at || cursor >= at + selected.count)) setCursor(at);
  }

  useLayoutEffect(() => {
    const row = rowOf(layout, current.first);
    // A cell that was removed under the keyboard takes the focus with it: it comes back to what stands there now.
    const lost = inside.current && document.activeElement === document.body;
    if (!box.current || !row || !(wantsFocus.current || lost)) return;
    wantsFocus.current = false;
    reveal(box.current, row.y, layout.metrics.rowHeight);
    const cell = box.current.querySelector<HTMLElement>(`[data-first="${current.first}"]`);
    cell?.focus({ preventScroll: true });
  }, [current.first, layout]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const move = MOVES[event.ctrlKey ? `ctrl ${event.key}` : event.key];
    if (move && !event.altKey && !event.metaKey) {
      const step = walk(layout, current, move, column.current);
      column.current = step.column;
      wantsFocus.current = true;
      go(step.stand, event.shiftKey);
    } else if (event.key === 'Delete') onRemove();
    else if (event.key === 'Enter' || event.key === ' ') {
      wantsFocus.current = true;
      if (current.count > 1) onOpen(current.first);
      go(current, false);
    } else if (event.key === 'Escape' && selected) onSelect(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const stand = standUnder(event.target);
    if (!stand || event.button !== 0) return;
    dragging.current = true;
    column.current = columnOf(layout, stand);
    go(stand, event.shiftKey);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (!dragging.current) return;
    if (event.buttons === 0) {
      dragging.current = false;
      return;
    }
    // A finger keeps its first target; where it is now, only the page knows.
    const stand = standUnder(document.elementFromPoint(event.clientX, event.clientY));
    if (stand && stand.first !== current.first) go(stand, true);
  };

  const onPointerUp = (): void => {
    dragging.current = false;
  };

  const onFocus = (): void => {
    inside.current = true;
  };
  const onBlur = (event: FocusEvent<HTMLElement>): void => {
    if (event.relatedTarget) inside.current = event.currentTarget.contains(event.relatedTarget);
  };

  return {
    box,
    current,
    onFocus,
    onBlur,
    onKeyDown,
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: onPointerUp,
  };
}

const overlap = (a: Stand, b: Stand): boolean =>
  a.first < b.first + b.count && b.first < a.first + a.count;

const NOWHERE: Stand = { first: 0, count: 1 };

function reveal(box: HTMLElement, y: number, height: number): void {
  const margin = 6;
  if (y < box.scrollTop) box.scrollTop = Math.max(0, y - margin);
  else if (y + height > box.scrollTop + box.clientHeight)
    box.scrollTop = y + height - box.clientHeight + margin;
}
