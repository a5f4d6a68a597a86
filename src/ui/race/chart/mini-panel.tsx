import type { ReactNode } from 'react';
import type { StructureId } from '../../../machine/structures/words/structure.ts';
import type { Sweep, SweepPoint } from '../../../race/sweeps.ts';
import { FAMILY_OF, lookOf, outlineOf } from './family.ts';
import type { Growth } from './growth.ts';
import { type LogAxis, pixelOf } from './log-axis.ts';

export interface MiniAxes {
  readonly x: LogAxis;
  /** The same for all panels. */
  readonly y: LogAxis;
  /** Heights at which there is a line behind the curves. */
  readonly levels: readonly number[];
}

/** In sixteenths of the root's font. */
export const MINI = { width: 88, height: 60 } as const;

interface MiniPanelProps {
  readonly structure: StructureId;
  readonly sweep: Sweep;
  readonly growth: Growth;
  readonly axes: MiniAxes;
}

/** One structure's bytes along one property; the layout at hand is the mark on it. */
export function MiniPanel({ structure, sweep, growth, axes }: MiniPanelProps): ReactNode {
  const { hue } = lookOf(structure);
  const at = ({ x, bytes }: SweepPoint): readonly [number, number] => [
    pixelOf(axes.x, x),
    pixelOf(axes.y, bytes[structure]),
  ];
  const present = sweep.points.find((point) => point.present);
  const [left, top] = present ? at(present) : [0, 0];
  return (
    <svg
      viewBox={`0 0 ${MINI.width} ${MINI.height}`}
      className={`chart mini ${hue}`}
      aria-hidden="true"
    >
      {axes.levels.map((y) => (
        <path key={y} d={`M0 ${y}H${MINI.width}`} className="grid" />
      ))}
      <path d={`M${left} 0V${MINI.height}`} className="grid" />
      <path d={`M${sweep.points.map(at).join('L')}`} className={`curve ${growth.kind}`} />
      <path
        d={outlineOf(FAMILY_OF[structure], 8)}
        transform={`translate(${left}, ${top})`}
        className="mark"
      />
    </svg>
  );
}
