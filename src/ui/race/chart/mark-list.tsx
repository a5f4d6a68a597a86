import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import type { StructureId } from '../../../machine/structures/words/structure.ts';
import { markAt, neighbour, type PlotMark } from './plot.ts';

interface MarkListProps {
  readonly marks: readonly PlotMark[];
  readonly lines: ReadonlyMap<StructureId, readonly string[]>;
  readonly chosen: StructureId | null;
  /** The one whose explanation was closed last: the focus comes back to it from there. */
  readonly last: StructureId | null;
  readonly onChoose: (structure: StructureId) => void;
  /** The mark that is pointed at or walked to; null: none. */
  readonly onPoint: (structure: StructureId | null) => void;
}

/** How far from a mark one may point, with a mouse and with a finger. */
const REACH = { mouse: 24, finger: 44 } as const;

const STEPS: Readonly<Record<string, readonly [along: 'x' | 'y', by: 1 | -1]>> = {
  ArrowRight: ['x', 1],
  ArrowLeft: ['x', -1],
  ArrowUp: ['y', 1],
  ArrowDown: ['y', -1],
};

/**
 * The marks as a list over the picture: one tab stop, arrow keys walk from mark to mark by bytes and by time, Enter
 * chooses. Where marks are crowded, the nearest is the one that is meant.
 */
export function MarkList({
  marks,
  lines,
  chosen,
  last,
  onChoose,
  onPoint,
}: MarkListProps): ReactNode {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [walked, setWalked] = useState<StructureId | null>(last);
  const cameBack = useRef(last !== null);
  useEffect(() => {
    if (cameBack.current && document.activeElement === document.body)
      box.current?.focus({ preventScroll: true });
  }, []);
  const at = walked ?? chosen;
  const step = (key: string): PlotMark | undefined => {
    const known = STEPS[key];
    if (known) return neighbour(marks, at, ...known);
    if (key === 'Home') return neighbour(marks, null, 'x', 1);
    return key === 'End' ? neighbour(marks, null, 'x', -1) : undefined;
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = step(event.key)?.entry.structure;
    if (next) {
      setWalked(next);
      onPoint(next);
    } else if ((event.key === 'Enter' || event.key === ' ') && at) onChoose(at);
    else return;
    event.preventDefault();
  };
  const under = (event: PointerEvent): StructureId | null => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const reach = event.pointerType === 'mouse' ? REACH.mouse : REACH.finger;
    const mark = markAt(marks, event.clientX - left, event.clientY - top, reach);
    return mark?.entry.structure ?? null;
  };
  return (
    <div
      ref={box}
      role="listbox"
      tabIndex={0}
      aria-label="Structures by footprint and time"
      aria-activedescendant={at ? `${id}${at}` : undefined}
      className="absolute inset-0"
      onKeyDown={pressed}
      onFocus={() => box.current?.matches(':focus-visible') && onPoint(at)}
      onBlur={() => onPoint(null)}
      onPointerDown={(event) => {
        // The list keeps the focus, and with it the keys.
        event.preventDefault();
        box.current?.focus({ preventScroll: true });
      }}
      onPointerMove={(event) => event.pointerType === 'mouse' && onPoint(under(event))}
      onPointerLeave={() => onPoint(null)}
      onPointerUp={(event) => {
        const structure = under(event);
        setWalked(structure);
        if (structure) onChoose(structure);
      }}
    >
      {marks.map(({ entry: { structure }, x, y }) => (
        <div
          key={structure}
          id={`${id}${structure}`}
          role="option"
          tabIndex={-1}
          aria-selected={structure === chosen}
          aria-label={lines.get(structure)?.join('; ')}
          className="chart-hit"
          style={{ transform: `translate(${x}px, ${y}px)` }}
        />
      ))}
    </div>
  );
}
