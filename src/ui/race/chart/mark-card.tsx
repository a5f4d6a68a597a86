import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { placePopover } from '../../kit/place.ts';
import { HALF, type PlotMark } from './plot.ts';

interface MarkCardProps {
  readonly mark: Pick<PlotMark, 'x' | 'y'>;
  readonly lines: readonly string[];
  readonly room: { readonly width: number; readonly height: number };
}

/** The exact figures beside the mark one points at; the list says the same to who listens. */
export function MarkCard({ mark, lines, room }: MarkCardProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const { x, y } = mark;
  const { width, height } = room;
  // Its size follows from its words: measured once they stand, before they are seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words are another size.
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const half = HALF + 4;
    const anchor = { left: x - half, top: y - half, width: 2 * half, height: 2 * half };
    const size = { width: box.offsetWidth, height: box.offsetHeight };
    const { left, top } = placePopover(anchor, size, { width, height }, null);
    box.style.transform = `translate(${left}px, ${top}px)`;
  }, [x, y, width, height, lines]);
  const [name, ...rest] = lines;
  return (
    <div ref={ref} aria-hidden="true" className="chart-card text-xs text-ink2">
      <div className="font-medium text-ink">{name}</div>
      {rest.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}
