import { memo, type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { StructureId } from '../../../machine/structures/words/structure.ts';
import type { Footing } from '../../../race/footing.ts';
import { measuredWith } from '../../../race/mix-words.ts';
import type { RaceResult } from '../../../race/result.ts';
import { useViewport, type Viewport } from '../../kit/use-viewport.ts';
import { placeName } from '../place-words.ts';
import { rootRem } from '../root-rem.ts';
import './chart.css';
import { besidesOf, entriesOf, ghostsOf, isApart, type Standing } from './entries.ts';
import { FRONT_WORDS } from './front-legend.tsx';
import { MarkCard } from './mark-card.tsx';
import { MarkList } from './mark-list.tsx';
import { markLines } from './mark-words.ts';
import { onStairs } from './on-stairs.ts';
import { ScatterLegend } from './scatter-legend.tsx';
import { ScatterPicture } from './scatter-picture.tsx';
import { usePicture, useTitles } from './use-picture.ts';

export interface ScatterProps {
  /** Bytes of every structure over the memory at the cursor; null until they are known. */
  readonly footings: readonly Footing[] | null;
  /** The last race run here; while one is run, what already stands of it. */
  readonly result: RaceResult | null;
  /** One that came by link or file. */
  readonly elsewhere: RaceResult | null;
  /** How far its times may be believed of the memory and the mix at hand. */
  readonly standing: Standing;
  /** Why not all the way; null where nothing speaks against them. */
  readonly doubt: string | null;
  readonly chosen: StructureId | null;
  /** The one that was explained last. */
  readonly last: StructureId | null;
  readonly onChoose: (structure: StructureId) => void;
}

/**
 * Footprint against time for one lookup, both logarithmic: a mark for each structure over the memory at hand, what no
 * other beats joined by stairs, and hollow the same structures over other layouts. Drawn again only for other figures.
 */
export const Scatter = memo(function Scatter(props: ScatterProps): ReactNode {
  const { footings, result, elsewhere, standing, chosen, last, onChoose } = props;
  const box = useRef<HTMLDivElement>(null);
  const { viewport } = useViewport(box);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [pointed, setPointed] = useState<StructureId | null>(null);
  const [stairs, setStairs] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const raced = useMemo(() => ({ result, elsewhere }), [result, elsewhere]);
  const entries = useMemo(() => entriesOf(raced, footings, standing), [raced, footings, standing]);
  const ghosts = useMemo(() => ghostsOf(raced, hidden), [raced, hidden]);
  const besides = useMemo(() => besidesOf(raced), [raced]);
  const room = useLastSize(viewport);
  const frame = { width: room.width, height: room.height, rem: rootRem() };
  const picture = usePicture(entries, ghosts, frame);
  const active = pointed ?? chosen;
  const titleOf = useCallback(
    (id: string) => besides.find((beside) => beside.id === id)?.title ?? id,
    [besides],
  );
  const titles = useTitles(picture, active, titleOf, frame.rem);
  const { marks } = picture.plot;
  const lines = useMemo(
    () => new Map(entries.map((entry) => [entry.structure, markLines(entry, entries)])),
    [entries],
  );
  const shown = marks.find(({ entry }) => entry.structure === pointed);
  return (
    <div className="flex h-full min-h-0 flex-col gap-2">
      <div
        ref={box}
        className="relative min-h-75 min-w-0 flex-1"
        onPointerMove={(event) => {
          const { left, top } = event.currentTarget.getBoundingClientRect();
          const [x, y] = [event.clientX - left, event.clientY - top];
          const on = event.pointerType === 'mouse' && onStairs(picture.plot, x, y, ON_STAIRS);
          // It stays where the stairs were come upon.
          setStairs((before) => (on ? (before ?? { x, y }) : null));
        }}
        onPointerLeave={() => setStairs(null)}
      >
        {frame.width > 0 && (
          <>
            <ScatterPicture
              plot={picture.plot}
              frame={frame}
              names={picture.names}
              titles={titles}
              titleOf={titleOf}
              active={active}
              pointed={pointed}
              chosen={chosen}
            />
            <MarkList
              marks={marks}
              lines={lines}
              chosen={chosen}
              last={last}
              onChoose={onChoose}
              onPoint={setPointed}
            />
            {shown && (
              <MarkCard mark={shown} lines={lines.get(shown.entry.structure) ?? []} room={frame} />
            )}
            {!shown && stairs && <MarkCard mark={stairs} lines={FRONT_LINES} room={frame} />}
          </>
        )}
      </div>
      <ScatterLegend
        besides={besides}
        unnamed={frame.width > 0 && picture.names.length < marks.length}
        hidden={hidden}
        onToggle={(id) => setHidden(toggled(hidden, id))}
        hasFront={picture.plot.front.length > 0}
        dashed={dashedWords(props)}
      />
    </div>
  );
});

/** Pixels from the line within which it is meant. */
const ON_STAIRS = 6;

const FRONT_LINES = ['The front', ...Object.values(FRONT_WORDS)];

/** Its size, or what it last was while it is hidden: marks then travel from where they were. */
function useLastSize(now: Viewport): Viewport {
  const last = useRef(now);
  if (now.width > 0) last.current = now;
  return last.current;
}

function toggled(hidden: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(hidden);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Why there are dashed marks; null where there are none. */
function dashedWords({ result, elsewhere, standing, doubt }: ScatterProps): string | null {
  const words: string[] = [];
  if (elsewhere)
    words.push(
      `measured elsewhere, on ${placeName(elsewhere.place)}${isApart(result, elsewhere) ? ', over other memory' : ''}`,
    );
  const shown = result ?? elsewhere;
  if (shown && standing !== 'now' && doubt) words.push(`${doubt} ${measuredWith(shown.mix)}`);
  return words.length > 0 ? words.join('; ') : null;
}
