import { type ReactNode, useMemo } from 'react';
import { fillOf, glyphOf, HELD } from './map-cell.tsx';
import { MARK, type Stretches } from './stretch.ts';
import { HELD_WORDS, legendLabel } from './words.ts';

const STATES = [
  { label: 'online', marks: MARK.online | MARK.mapped },
  { label: 'offline', marks: MARK.offline },
  { label: 'wrong page', marks: MARK.online | MARK.mapped | MARK.wrong },
  { label: 'offline, stale', marks: MARK.offline | MARK.stale },
  { label: 'gone, stale', marks: MARK.absent | MARK.stale },
  { label: 'hole', marks: 0 },
] as const;

/** All states that occur, by their names here. */
function labelsIn(stretches: Stretches): ReadonlySet<string> {
  const labels = new Set(['hole', 'online']);
  for (let i = 2; i < stretches.length; i += 3) labels.add(legendLabel(stretches[i] ?? 0));
  return labels;
}

/** Every mark that occurs, as one number. */
function marksIn(stretches: Stretches): number {
  let all = 0;
  for (let i = 2; i < stretches.length; i += 3) all |= stretches[i] ?? 0;
  return all;
}

interface LegendProps {
  readonly stretches: Stretches;
  /** The kernel's limit lies below the end of the address space. */
  readonly beyond: boolean;
  /** Little room: what is written on its own rows needs no entry here. */
  readonly short: boolean;
}

/** What the fills mean; only those that are on screen. */
export function Legend({ stretches, beyond, short }: LegendProps): ReactNode {
  const labels = useMemo(() => labelsIn(stretches), [stretches]);
  const marks = useMemo(() => marksIn(stretches), [stretches]);
  const held = HELD.filter(([mark]) => marks & mark);
  return (
    <ul className="flex shrink-0 flex-wrap gap-x-3 gap-y-0.5 text-tiny/4 text-ink2">
      {STATES.filter(({ label, marks }) => labels.has(label) && !(short && marks === 0)).map(
        ({ label, marks }) => (
          <LegendItem key={label} label={label} fill={fillOf(marks)} glyph={glyphOf(marks)} />
        ),
      )}
      {held.map(([mark, glyph]) => (
        <LegendItem
          key={mark}
          label={HELD_WORDS.find(([of]) => of === mark)?.[1] ?? ''}
          fill="bg-paper ring-ink2 text-ink"
          glyph={glyph}
        />
      ))}
      {beyond && !short && (
        <LegendItem label="beyond" fill="mark-beyond ring-beyond-line" glyph="" />
      )}
    </ul>
  );
}

function LegendItem(props: {
  readonly label: string;
  readonly fill: string;
  readonly glyph: string;
}): ReactNode {
  return (
    <li className="flex items-center gap-1.5">
      <span
        aria-hidden="true"
        className={`flex size-[0.6875rem] items-center justify-center rounded-[2px] text-[0.625rem]/none font-bold ring-1 ring-inset ${props.fill}`}
      >
        {props.glyph}
      </span>
      {props.label}
    </li>
  );
}
