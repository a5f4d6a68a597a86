import type { ReactNode } from 'react';
import type { Miniature as Picture, Stretch } from '../../timeline/miniature.ts';

const WIDTH = 112;
const HEIGHT = 56;
const ROW = 9;
const MEMORY = 2;
const SLOTS = 23.5;
const DEVICE = 45;

type Cell = Picture['memory'][number];
type Mapped = Picture['mapped'][number];

const CELLS: Readonly<Record<Cell['state'], string>> = {
  online: 'fill-on',
  offline: 'fill-none stroke-ink2',
  beyond: 'fill-beyond stroke-beyond-line',
  gone: 'fill-none stroke-stale [stroke-dasharray:2_2]',
};

const REACHED: Readonly<Record<Mapped['verdict'], string>> = {
  ok: 'fill-map',
  'wrong page': 'fill-wrong',
  stale: 'fill-stale',
  miss: 'fill-none',
  'no region': 'fill-none',
};

const RIBBONS: Readonly<Record<Mapped['verdict'], string>> = {
  ok: 'fill-on-soft',
  'wrong page': 'fill-wrong-soft stroke-wrong/60',
  stale: 'fill-stale-soft',
  miss: 'fill-none',
  'no region': 'fill-none',
};

/** Memory above, the slots of bus space, what the device reaches below: the scene at its end, in a few strokes. */
export function Miniature({ picture }: { readonly picture: Picture }): ReactNode {
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="h-14 w-28 shrink-0"
      strokeWidth="0.8"
      aria-hidden="true"
    >
      {[MEMORY, SLOTS, DEVICE].map((y) => (
        <path key={y} d={`M0 ${y + ROW / 2}h${WIDTH}`} className="stroke-line" />
      ))}
      {picture.mapped.map((mapped) => (
        <g key={`${mapped.at[0]} ${mapped.slot[0]}`}>
          <path d={ribbon(mapped.at, MEMORY + ROW, mapped.slot, SLOTS)} className="fill-on-soft" />
          {mapped.reaches && (
            <path
              d={ribbon(mapped.slot, SLOTS + ROW, mapped.reaches, DEVICE)}
              className={RIBBONS[mapped.verdict]}
            />
          )}
        </g>
      ))}
      {picture.memory.map(({ at, state }) => (
        <Bar key={`${state} ${at[0]}`} at={at} y={MEMORY} className={CELLS[state]} />
      ))}
      {picture.mapped.map((m) => (
        <g key={`${m.at[0]} ${m.slot[0]}`}>
          <Bar
            at={m.slot}
            y={SLOTS}
            className={m.reaches ? 'fill-map' : 'fill-none stroke-wrong [stroke-dasharray:2_2]'}
          />
          {m.reaches && <Bar at={m.reaches} y={DEVICE} className={REACHED[m.verdict]} />}
        </g>
      ))}
    </svg>
  );
}

/** At least as wide as can be seen, and never touching the next. */
function spread([from, to]: Stretch): readonly [x: number, width: number] {
  const width = Math.max(2.4, (to - from) * WIDTH - 1);
  return [Math.min(from * WIDTH + 0.5, WIDTH - width - 0.5), width];
}

function Bar({
  at,
  y,
  className,
}: {
  readonly at: Stretch;
  readonly y: number;
  readonly className: string;
}): ReactNode {
  const [x, width] = spread(at);
  return <rect x={x} y={y} width={width} height={ROW} rx="1" className={className} />;
}

/** From the lower edge of one bar to the upper edge of another. */
function ribbon(above: Stretch, top: number, below: Stretch, bottom: number): string {
  const [a, w] = spread(above);
  const [b, v] = spread(below);
  const middle = (top + bottom) / 2;
  return `M${a} ${top}C${a} ${middle} ${b} ${middle} ${b} ${bottom}h${v}C${b + v} ${middle} ${a + w} ${middle} ${a + w} ${top}Z`;
}
