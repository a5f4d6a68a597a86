import type { ReactNode } from 'react';
import type { StructureId } from '../../../machine/structures/words/structure.ts';
import { STRUCTURE_WORDS } from '../structure-words.ts';
import { ELSEWHERE } from './entries.ts';
import { GhostShape, MarkShape } from './mark-shape.tsx';
import type { Placed } from './place-names.ts';
import { type Corner, type Frame, type Plot, type PlotGhost, TIME_TITLE } from './plot.ts';

interface ScatterPictureProps {
  readonly plot: Plot;
  readonly frame: Frame;
  readonly names: readonly Placed<StructureId>[];
  /** Titles of the layouts at the ghosts of the structure that is looked at. */
  readonly titles: readonly Placed[];
  readonly titleOf: (id: string) => string;
  /** Whose ghosts are joined to it; null: nobody is looked at. */
  readonly active: StructureId | null;
  /** What is pointed at stands out; null: all stand alike. */
  readonly pointed: StructureId | null;
  readonly chosen: StructureId | null;
}

/** The drawing alone: what it says is said again by the list that lies over it. */
export function ScatterPicture(props: ScatterPictureProps): ReactNode {
  const { plot, frame, names, titles, titleOf, active, pointed, chosen } = props;
  const { width, height, rem } = frame;
  const fades = (structure: StructureId): boolean => pointed !== null && pointed !== structure;
  return (
    <svg width={width} height={height} className="chart absolute inset-0 block" aria-hidden="true">
      <Beaten plot={plot} />
      <Grid plot={plot} />
      <path
        d={stairsOf(plot.front, plot)}
        className={isSo(plot) ? 'front' : 'front not-so faint'}
      />
      <Axes plot={plot} rem={rem} />
      {plot.ghosts.map((at) => (
        <GhostShape
          key={`${at.ghost.layout} ${at.ghost.structure}`}
          at={at}
          rem={rem}
          faded={fades(at.ghost.structure)}
          elsewhere={at.ghost.layout === ELSEWHERE}
        />
      ))}
      <Threads plot={plot} active={active} />
      {names.map(({ id, leader }) => leader && <line key={id} {...leader} className="leader" />)}
      {plot.marks.map((mark) => (
        <MarkShape
          key={mark.entry.structure}
          mark={mark}
          rem={rem}
          chosen={mark.entry.structure === chosen}
          pointed={mark.entry.structure === pointed}
          faded={fades(mark.entry.structure)}
        />
      ))}
      <Names {...props} />
      {titles.map(({ id, box }) => (
        <Words key={id} box={box} className="on-line second">
          {titleOf(id)}
        </Words>
      ))}
    </svg>
  );
}

function Grid({ plot: { area, sizes, times } }: { readonly plot: Plot }): ReactNode {
  const bottom = area.top + area.height;
  return (
    <>
      {sizes.map(({ at, label }) => (
        <path key={label} d={`M${at} ${area.top}V${bottom + 4}`} className="grid" />
      ))}
      {times.map(({ at, label }) => (
        <path key={label} d={`M${area.left} ${at}h${area.width}`} className="grid" />
      ))}
    </>
  );
}

/** A word as wide as `1023 GiB`: closer than this to the edge it would be cut. */
const HALF_TICK = 26;

function Axes({ plot, rem }: { readonly plot: Plot; readonly rem: number }): ReactNode {
  const { area, sizes, times, lane } = plot;
  const [right, bottom] = [area.left + area.width, area.top + area.height];
  const top = lane && times.length > 0 ? lane.bottom : area.top;
  return (
    <>
      <path d={`M${area.left} ${top}V${bottom}H${right}`} className="axis" />
      {sizes.map(({ at, label }) => (
        <text
          key={label}
          x={at > right - HALF_TICK * rem ? right : at}
          y={bottom + 15 * rem}
          textAnchor={at > right - HALF_TICK * rem ? 'end' : 'middle'}
          className="tick"
        >
          {label}
        </text>
      ))}
      {times.map(({ at, label }) => (
        <text key={label} x={area.left - 6} y={at + 4 * rem} textAnchor="end" className="tick">
          {label}
        </text>
      ))}
      <text x={area.left} y={bottom + 34 * rem} className="tick">
        ← smaller
      </text>
      <text x={right} y={bottom + 34 * rem} textAnchor="end" className="tick">
        bytes reserved, by formula →
      </text>
      {times.length > 0 && (
        <text x={area.left + 6} y={top + 14 * rem} className="tick on-line">
          {TIME_TITLE}
        </text>
      )}
      {lane && <LaneWords plot={plot} rem={rem} />}
    </>
  );
}

function LaneWords({ plot, rem }: { readonly plot: Plot; readonly rem: number }): ReactNode {
  const { area, times, lane } = plot;
  if (!lane) return null;
  return (
    <>
      {times.length > 0 && (
        <path d={`M${area.left} ${lane.bottom}h${area.width}`} className="axis not-so" />
      )}
      <text x={area.left + 6} y={lane.top + 12 * rem} className="tick on-line">
        {lane.words}
      </text>
    </>
  );
}

/** Times of another layout, another mix or another machine make no front of here and now. */
const isSo = ({ marks }: Plot): boolean => marks.every(({ entry }) => entry.standing === 'now');

/** Corners as stairs, from where they come down to where they leave the plot; empty where nothing has a time. */
function stairsOf(corners: readonly Corner[], { area, lane }: Plot): string {
  const [first] = corners;
  if (!first) return '';
  const steps = corners.map(([x, y]) => `H${x}V${y}`);
  return `M${first[0]} ${lane?.bottom ?? area.top}${steps.join('')}H${area.left + area.width}`;
}

/** What begins in this ground is beaten beyond the spread: something is both smaller and faster. */
function Beaten({ plot }: { readonly plot: Plot }): ReactNode {
  const path = stairsOf(plot.beaten, plot);
  if (!path) return null;
  return <path d={`${path}V${plot.lane?.bottom ?? plot.area.top}Z`} className="beaten" />;
}

/** Thin lines from the structure that is looked at to where it lies over other layouts. */
function Threads({
  plot,
  active,
}: {
  readonly plot: Plot;
  readonly active: StructureId | null;
}): ReactNode {
  const mark = plot.marks.find(({ entry }) => entry.structure === active);
  if (!mark?.entry.time) return null;
  const own = ({ ghost }: PlotGhost): boolean => ghost.structure === active;
  return plot.ghosts
    .filter(own)
    .map(({ ghost, x, y }) => (
      <path key={ghost.layout} d={`M${mark.x} ${mark.y}L${x} ${y}`} className="leader" />
    ));
}

function Names({ plot, names, pointed }: ScatterPictureProps): ReactNode {
  const onFront = new Set(plot.marks.filter((m) => m.onFront).map((m) => m.entry.structure));
  return names.map(({ id, box }) => (
    <Words
      key={id}
      box={box}
      className={`on-line ${onFront.has(id) ? '' : 'second'} ${pointed !== null && pointed !== id ? 'faded' : ''}`}
    >
      {STRUCTURE_WORDS[id].name}
    </Words>
  ));
}

function Words({
  box,
  className,
  children,
}: {
  readonly box: Placed['box'];
  readonly className: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <text
      x="0"
      y="0"
      className={`mark-travels ${className}`}
      style={{ transform: `translate(${box.left}px, ${box.top + box.height * 0.78}px)` }}
    >
      {children}
    </text>
  );
}
