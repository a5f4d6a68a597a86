import type { ReactNode } from 'react';
import { FAMILY_OF, lookOf, outlineOf } from './family.ts';
import { HALF, type PlotGhost, type PlotMark } from './plot.ts';

interface MarkShapeProps {
  readonly mark: PlotMark;
  readonly rem: number;
  readonly chosen: boolean;
  readonly pointed: boolean;
  readonly faded: boolean;
}

/** A structure's mark around its place, with the middle half of its rounds; dashed where its time is not of here and now. */
export function MarkShape({ mark, rem, chosen, pointed, faded }: MarkShapeProps): ReactNode {
  const { entry, whisker, x, y } = mark;
  const { hue } = lookOf(entry.structure);
  const isSo = entry.standing === 'now' || entry.time === null;
  const size = 1.75 * HALF * rem;
  return (
    <g
      className={`mark-travels ${hue} ${faded ? 'faded' : ''}`}
      style={{ transform: `translate(${x}px, ${y}px)` }}
    >
      {whisker && <Whisker top={whisker[0] - y} bottom={whisker[1] - y} />}
      {(chosen || pointed) && (
        <circle r={HALF * rem + 5} className={chosen ? 'ring' : 'ring thin'} />
      )}
      <path
        d={outlineOf(FAMILY_OF[entry.structure], size)}
        className={isSo ? 'mark' : 'mark hollow not-so'}
      />
    </g>
  );
}

/** Half the width of a whisker's ends. */
const END = 3;

function Whisker({ top, bottom }: { readonly top: number; readonly bottom: number }): ReactNode {
  return (
    <path
      d={`M${-END} ${top}h${2 * END}M0 ${top}V${bottom}M${-END} ${bottom}h${2 * END}`}
      className="ghost whisker"
    />
  );
}

/** The same structure over another layout: hollow and small; dashed where it was measured elsewhere. */
export function GhostShape({
  at,
  rem,
  faded,
  elsewhere,
}: {
  readonly at: PlotGhost;
  readonly rem: number;
  readonly faded: boolean;
  readonly elsewhere: boolean;
}): ReactNode {
  const { structure } = at.ghost;
  return (
    <path
      d={outlineOf(FAMILY_OF[structure], HALF * rem)}
      transform={`translate(${at.x}, ${at.y})`}
      className={`ghost ${lookOf(structure).hue} ${elsewhere ? 'not-so' : ''} ${faded ? 'fainter' : 'faint'}`}
    />
  );
}
