import { type ReactNode, useMemo } from 'react';
import type { StructureId } from '../../../machine/structures/words/structure.ts';
import { formatCount, formatSize, iecSize } from '../../../machine/units/bytes.ts';
import type { Sweep } from '../../../race/sweeps.ts';
import { Breakable } from '../breakable.tsx';
import { STRUCTURE_WORDS } from '../structure-words.ts';
import './chart.css';
import { type Fate, fatesOf, type Growth, groupsOf, STEEP } from './growth.ts';
import { byteAxis, type LogAxis, pixelOf } from './log-axis.ts';
import { MINI, type MiniAxes, MiniPanel } from './mini-panel.tsx';

interface SmallMultiplesProps {
  readonly islands: Sweep;
  readonly highest: Sweep;
  readonly chosen: StructureId | null;
  readonly onChoose: (structure: StructureId) => void;
}

/** Room above and below the curves, for the mark on them. */
const AIR = 5;
/** Sizes with a line behind the curves: 1 KiB, 1 MiB ... */
const LEVELS = [10, 20, 30, 40, 50, 60] as const;

/** What it shows. */
export const MULTIPLES = 'Which property of a layout kills which structure';

/** What each property of a layout does to each structure: two small panels for every one, all to one scale. */
export function SmallMultiples(props: SmallMultiplesProps): ReactNode {
  const { islands, highest, chosen, onChoose } = props;
  const fates = useMemo(() => fatesOf(islands, highest), [islands, highest]);
  const axes = useMemo(() => axesOf(islands, highest), [islands, highest]);
  return (
    <section aria-label={MULTIPLES} className="multiples">
      <h3 className="text-[0.8125rem]/4.5 font-semibold">{MULTIPLES}</h3>
      <Verdict fates={fates} />
      <ul className="minis mt-2 text-xs">
        <li aria-hidden="true" className="text-ink3">
          <p className="mini-name">All to one scale</p>
          <Scale axes={axes.islands} />
          <Range sweep={islands} />
          <Scale axes={axes.highest} />
          <Range sweep={highest} />
        </li>
        {fates.map((fate) => (
          <li key={fate.structure}>
            <button
              type="button"
              aria-pressed={fate.structure === chosen}
              aria-label={sayFate(fate)}
              onClick={() => onChoose(fate.structure)}
              className="mini-choice"
            >
              <span className="mini-name font-medium">
                <Breakable name={STRUCTURE_WORDS[fate.structure].name} />
              </span>
              <MiniPanel
                structure={fate.structure}
                sweep={islands}
                growth={fate.islands}
                axes={axes.islands}
              />
              <Words when="more islands" growth={fate.islands} />
              <MiniPanel
                structure={fate.structure}
                sweep={highest}
                growth={fate.highest}
                axes={axes.highest}
              />
              <Words when="higher up" growth={fate.highest} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `when` is said where the panels do not stand in one row, whose first says it. */
const Words = ({ when, growth }: { readonly when: string; readonly growth: Growth }): ReactNode => (
  <span className="mini-words">
    <span className="mini-when text-tiny text-ink3">{when}</span>
    <span className={growth.kind === 'steep' ? 'font-semibold' : 'text-ink2'}>
      {growth.words.replace(' a ', ' a\u00a0')}
    </span>
  </span>
);

const sayFate = ({ structure, islands, highest }: Fate): string =>
  `${STRUCTURE_WORDS[structure].name}: more islands, ${islands.words}; a higher address, ${highest.words}`;

const named = (structures: readonly StructureId[]): string =>
  structures.map((structure) => STRUCTURE_WORDS[structure].name).join(', ');

/** The same in sentences: what one is to see. */
function Verdict({ fates }: { readonly fates: readonly Fate[] }): ReactNode {
  const { byHighest, byIslands, slowly, byNeither } = groupsOf(fates);
  return (
    <p className="text-xs text-ink2">
      {byHighest.length > 0 && <>A high address kills: {named(byHighest)}. </>}
      {byIslands.length > 0 && <>Many islands weigh on: {named(byIslands)}. </>}
      {slowly.length > 0 && (
        <>
          Below ×{STEEP} for a doubling of either: {named(slowly)}.{' '}
        </>
      )}
      {byNeither.length > 0 && <>Neither matters to: {named(byNeither)}.</>}
    </p>
  );
}

/** From where to where a property goes, in two lines. */
function Range({ sweep: { property, points } }: { readonly sweep: Sweep }): ReactNode {
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
  const words = property === 'islands' ? formatCount : addressWords;
  return (
    <p className="mini-words text-tiny">
      <span className="block">{property === 'islands' ? 'islands' : 'highest address'}</span>
      {words(first)} – {words(last)}
    </p>
  );
}

const addressWords = (section: number): string => {
  const { number, unit } = iecSize((BigInt(section) + 1n) << 24n, 0);
  return `${number} ${unit}`;
};

function Scale({ axes }: { readonly axes: MiniAxes }): ReactNode {
  return (
    <svg viewBox={`0 0 ${MINI.width} ${MINI.height}`} className="chart mini" aria-hidden="true">
      {LEVELS.map((exponent) => {
        const y = pixelOf(axes.y, 2 ** exponent);
        if (!axes.levels.includes(y)) return null;
        return (
          <text key={exponent} x={MINI.width - 2} y={y + 4} textAnchor="end" className="tick">
            {formatSize(1n << BigInt(exponent))}
          </text>
        );
      })}
    </svg>
  );
}

/** One axis of bytes for all, and an axis of its own for each property. */
function axesOf(islands: Sweep, highest: Sweep): Readonly<Record<Sweep['property'], MiniAxes>> {
  const all = [...islands.points, ...highest.points].flatMap(({ bytes }) => Object.values(bytes));
  const y = byteAxis(all, MINI.height - AIR, AIR);
  const levels = LEVELS.filter((e) => e > y.low && e < y.high).map((e) => pixelOf(y, 2 ** e));
  return {
    islands: { x: along(islands), y, levels },
    highest: { x: along(highest), y, levels },
  };
}

function along({ points }: Sweep): LogAxis {
  const logs = points.map(({ x }) => Math.log2(Math.max(1, x)));
  const low = Math.min(...logs);
  const high = Math.max(low + 1, ...logs);
  return { base: 2, low, high, from: AIR, to: MINI.width - AIR, zero: null };
}
