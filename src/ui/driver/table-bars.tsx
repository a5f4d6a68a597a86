import { type ReactNode, useMemo, useRef } from 'react';
import { MAP_ENTRIES, TABLE_BYTES } from '../../machine/structures/map-entries.ts';
import { formatHex } from '../../machine/units/address.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import { sectionStart } from '../../machine/units/section.ts';
import type { MapView } from '../../worker/protocol.ts';
import { Scroller } from '../kit/scroller.tsx';
import { useViewport } from '../kit/use-viewport.ts';
import {
  type BarMark,
  inPixels,
  type Range,
  runsWithin,
  type Table,
  tablesOf,
  usedRanges,
} from './tables.ts';

const ROW = 18;
/** Around the rows in view, so that scrolling shows no gap. */
const SPARE = 6;

interface BarsProps {
  readonly map: MapView;
}

/** Every table of the three-level map as a bar of 8,192 entries; only those in view are drawn. */
export function TableBars({ map }: BarsProps): ReactNode {
  const tables = useMemo(() => tablesOf(map), [map]);
  const box = useRef<HTMLDivElement>(null);
  const { viewport, onScroll } = useViewport(box);
  const first = Math.max(0, Math.floor(viewport.top / ROW) - SPARE);
  const last = Math.ceil((viewport.top + viewport.height) / ROW) + SPARE;
  return (
    <Scroller
      box={box}
      label={`${formatCount(tables.length)} tables`}
      onScroll={onScroll}
      className="min-h-13 shrink low:min-h-9"
    >
      <ul className="relative" style={{ height: tables.length * ROW }}>
        {tables.slice(first, last).map((table, i) => (
          <li
            key={table.name}
            className="absolute inset-x-0 h-4.5"
            style={{ top: (first + i) * ROW }}
            data-tip={tipOf(table)}
          >
            <Bar
              name={table.name}
              used={table.used}
              entries={MAP_ENTRIES}
              ranges={usedRanges(map, tables, table)}
              width={viewport.width}
            />
          </li>
        ))}
      </ul>
    </Scroller>
  );
}

/** First section that a table can hold, and how many. */
function cover({ level, top, dir }: Table): readonly [number, number] {
  const perDir = MAP_ENTRIES;
  const perTop = MAP_ENTRIES * perDir;
  if (level === 0) return [0, MAP_ENTRIES * perTop];
  return level === 1 ? [top * perTop, perTop] : [top * perTop + dir * perDir, perDir];
}

function tipOf(table: Table): string {
  const [first, count] = cover(table);
  return [
    `${table.name}: ${formatCount(table.used)} of ${formatCount(MAP_ENTRIES)} entries used`,
    `${formatCount(TABLE_BYTES)} B whatever its fill`,
    `${formatHex(sectionStart(first))} to ${formatHex(sectionStart(first + count) - 1n)}`,
    'A mark is at least 2 pixels wide; pale: fewer than half of its entries.',
  ].join('\n');
}

/** The flat map: one array from section 0 to the highest. */
export function FlatBar({ map }: BarsProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { viewport } = useViewport(box);
  return (
    <div ref={box} className="relative h-4.5 shrink-0">
      <Bar
        name="array"
        used={map.mapped}
        entries={Math.max(1, map.entries)}
        ranges={map.refused ? [] : runsWithin(map.runs, 0, map.entries)}
        width={viewport.width}
        missing={map.refused !== null}
      />
    </div>
  );
}

interface BarProps {
  readonly name: string;
  readonly used: number;
  readonly entries: number;
  readonly ranges: readonly Range[];
  /** Of the whole line, in pixels. */
  readonly width: number;
  /** Asked for and refused: dashed, it is not there. */
  readonly missing?: boolean;
}

const pathOf = (marks: readonly BarMark[]): string =>
  marks.map(({ x, width }) => `M${x + 1} 0h${width}v13h-${width}z`).join('');

const NAME_PX = 78;
const COUNT_PX = 44;

function Bar({ name, used, entries, ranges, width, missing = false }: BarProps): ReactNode {
  const bar = Math.max(8, width - NAME_PX - COUNT_PX);
  const marks = inPixels(ranges, entries, bar - 2);
  return (
    <span className="flex h-4.5 items-center whitespace-nowrap">
      <span className="w-[78px] shrink-0 truncate font-mono text-tiny text-ink2">{name}</span>
      <svg width={bar} height="13" aria-hidden="true" className="shrink-0">
        <rect
          x="0.5"
          y="1.5"
          width={bar - 1}
          height="10"
          className="fill-raise stroke-line2"
          strokeDasharray={missing ? '4 3' : undefined}
        />
        <path className="fill-map" d={pathOf(marks.filter((mark) => !mark.thin))} />
        <path
          className="fill-map"
          fillOpacity="0.35"
          d={pathOf(marks.filter((mark) => mark.thin))}
        />
      </svg>
      <span className="w-[44px] shrink-0 text-right font-mono text-tiny font-semibold">
        {formatCount(used)}
        <span className="sr-only"> of {formatCount(entries)} entries used</span>
      </span>
    </span>
  );
}
