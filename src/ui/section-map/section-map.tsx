import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { formatSize } from '../../machine/units/bytes.ts';
import { SECTION_END, sectionBytes, sectionStart } from '../../machine/units/section.ts';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Panel } from '../kit/panel.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { useViewport, type Viewport } from '../kit/use-viewport.ts';
import { type Act, actsOn, blocksAround, eventOn, pagesEventOn, type Span } from './acts.ts';
import { withHeld } from './held-marks.ts';
import { type Layout, layOut, type Metrics, rowOf, rowsBetween } from './layout.ts';
import { Legend } from './legend.tsx';
import { MapRow, type RowContext } from './map-row.tsx';
import { SelectionTools } from './selection-tools.tsx';
import { inBlocks, type Stretches, stretchesOf } from './stretch.ts';
import { useGrid } from './use-grid.ts';
import type { Stand } from './walk.ts';
import './marks.css';

interface SectionMapProps {
  readonly size: 'wide' | 'normal' | 'narrow';
}

const sceneOf = (state: State): Scene | null => state.scene;
const selectionOf = (state: State): State['selection'] => state.selection;

/** Every section or memory block by state; what is selected here is selected on the whole page. */
export function SectionMap({ size }: SectionMapProps): ReactNode {
  // The figure comes first: cells of 100,000 runs are laid out right after it.
  const scene = useDeferredValue(useStore(sceneOf));
  if (!scene) return <Panel label="Section map">{null}</Panel>;
  return <SceneMap scene={scene} size={size} />;
}

const perBlockOf = (scene: Scene): number => Number(BigInt(scene.config.blockSize) >> 24n);

function SceneMap({ scene, size }: SectionMapProps & { readonly scene: Scene }): ReactNode {
  const selection = useStore(selectionOf);
  const store = useStoreApi();
  const perBlock = perBlockOf(scene);
  const { memory, map, region, held, pending } = scene;
  const stretches = useMemo(
    () => inBlocks(withHeld(stretchesOf({ memory, map, region }), { held, pending }), perBlock),
    [memory, map, region, held, pending, perBlock],
  );
  const span = selection && blocksAround(selection, perBlock);
  const act = (type: Act['type']): void => {
    const able = actsOn(scene, span).acts.find((a) => a.type === type);
    if (span && able?.why === null) void store.getState().dispatch(eventOn(type, span));
  };
  const select = (stand: Stand | null): void =>
    store.getState().select(
      stand && {
        start: sectionStart(stand.first * perBlock),
        end: sectionStart((stand.first + stand.count) * perBlock),
      },
    );
  return (
    <Panel label="Section map" fact={blockWords(perBlock, size)}>
      <div className="flex min-h-0 flex-1 flex-col gap-2">
        <Grid
          scene={scene}
          stretches={stretches}
          perBlock={perBlock}
          span={span}
          onSelect={select}
          onRemove={() => act('unplug')}
        />
        <Legend
          stretches={stretches}
          beyond={scene.config.physicalBits < 64}
          short={size === 'narrow'}
        />
        <SelectionTools
          scene={scene}
          span={span}
          onAct={act}
          onPages={(are) => span && void store.getState().dispatch(pagesEventOn(are, span))}
        />
      </div>
    </Panel>
  );
}

function blockWords(perBlock: number, size: SectionMapProps['size']): string {
  const each = formatSize(sectionBytes(perBlock));
  if (size === 'narrow') return `${each} each`;
  // Which numbers are which is said here, once.
  return perBlock === 1
    ? `by section number, ${each} each; 0x: address`
    : `by first section; blocks of ${perBlock}, ${each} each`;
}

interface GridProps {
  readonly scene: Scene;
  readonly stretches: Stretches;
  readonly perBlock: number;
  readonly span: Span | null;
  readonly onSelect: (stand: Stand | null) => void;
  readonly onRemove: () => void;
}

const COARSE = '(pointer: coarse)';
const GAP = 3;
const WIDE_PX = 440;
/** Room for the selection ring and the focus outline at the edges of the list. */
const MARGIN = 4;

const metricsFor = (columns: number): Metrics => ({
  columns,
  rowHeight: matchMedia(COARSE).matches ? 44 : 26,
  headHeight: 15,
});

function Grid({ scene, stretches, perBlock, span, onSelect, onRemove }: GridProps): ReactNode {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const selected = span && { first: span.first / perBlock, count: span.sections / perBlock };
  const [columns, setColumns] = useState(8);
  const limit = 2 ** (scene.config.physicalBits - 24) / perBlock;
  const layout = useMemo(
    () => layOut(stretches, metricsFor(columns), { limit, end: SECTION_END / perBlock }, opened),
    [stretches, columns, limit, perBlock, opened],
  );
  const { box, current, ...handlers } = useGrid({
    layout,
    selected,
    onSelect,
    onRemove,
    onOpen: (first) => setOpened(new Set([...opened, first])),
  });
  const { viewport, onScroll } = useViewport(box);
  const inner = viewport.width - 2 * MARGIN;
  // Only a change of columns lays out anew: while a panel grows, its width changes with every frame.
  const fit = inner >= WIDE_PX ? 16 : 8;
  if (viewport.width > 0 && fit !== columns) setColumns(fit);
  const cellWidth = Math.max(8, Math.floor((inner - GAP * (columns - 1)) / columns));
  const rowWidth = columns * (cellWidth + GAP) - GAP;
  const ctx: RowContext = { scene, layout, perBlock, current, selected, cellWidth, rowWidth };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a list that draws only what shows; a table would need every row.
    <div
      ref={box}
      role="grid"
      aria-label="Sections"
      aria-multiselectable="true"
      aria-rowcount={layout.rowCount}
      tabIndex={-1}
      onScroll={onScroll}
      {...handlers}
      className="-mx-1 min-h-24 flex-1 touch-pan-y overflow-x-hidden overflow-y-auto p-1 outline-none"
    >
      <div className="relative" style={{ height: layout.height }}>
        {shown(layout, viewport, current).map((row) => (
          <MapRow key={row.key} row={row} ctx={ctx} />
        ))}
      </div>
    </div>
  );
}

/** The rows in view with a little around them, and the one that holds the keyboard's cell. */
function shown(layout: Layout, { top, height }: Viewport, current: Stand) {
  const rows = rowsBetween(layout, top - 120, top + height + 120);
  const own = rowOf(layout, current.first);
  return own && !rows.some((row) => row.key === own.key) ? [...rows, own] : rows;
}
