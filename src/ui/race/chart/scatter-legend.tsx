import type { ReactNode } from 'react';
import type { Beside } from './entries.ts';
import { FAMILIES, FAMILY_LOOKS, outlineOf } from './family.ts';
import { FrontLegend } from './front-legend.tsx';

interface ScatterLegendProps {
  readonly besides: readonly Beside[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  /** There are times, and so a front. */
  readonly hasFront: boolean;
  /** Why marks are dashed; null where none is. */
  readonly dashed: string | null;
  /** Some marks had no room for their names. */
  readonly unnamed: boolean;
}

/** What the shapes mean, why a mark is dashed, and which other layouts stand beside as ghosts. */
export function ScatterLegend(props: ScatterLegendProps): ReactNode {
  const { besides, hidden, onToggle, hasFront, dashed, unnamed } = props;
  return (
    <div className="chart-legend flex flex-wrap content-start items-center gap-x-4 gap-y-1 text-xs text-ink2">
      {FAMILIES.map((family) => (
        <span key={family} className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <svg
            viewBox="-7 -7 14 14"
            className={`chart size-3.5 ${FAMILY_LOOKS[family].hue}`}
            aria-hidden="true"
          >
            <path d={outlineOf(family, 9)} className="mark" />
          </svg>
          {FAMILY_LOOKS[family].words}
        </span>
      ))}
      {hasFront && <FrontLegend />}
      {dashed && (
        <span className="inline-flex items-center gap-1.5">
          <svg
            viewBox="-7 -7 14 14"
            className="chart size-3.5 shrink-0 hue-ink2"
            aria-hidden="true"
          >
            <circle r="4.5" className="mark hollow not-so" />
          </svg>
          {dashed}
        </span>
      )}
      {unnamed && <span className="text-ink3">all names in the table</span>}
      {besides.length > 0 && (
        <fieldset className="chart-besides m-0 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 border-0 p-0">
          <legend className="float-left mr-3 text-ink3">Hollow, the same over</legend>
          {besides.map(({ id, title }) => (
            <label
              key={id}
              className="inline-flex cursor-pointer items-center gap-1.5 phone:min-h-11"
            >
              <input
                type="checkbox"
                checked={!hidden.has(id)}
                onChange={() => onToggle(id)}
                className="accent-ink"
              />
              {title}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
