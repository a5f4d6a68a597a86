import type { ReactNode } from 'react';
import { MAP_ENTRIES } from '../../machine/structures/map-entries.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { Chip } from '../kit/chip.tsx';
import { FigureButton } from '../kit/figure.tsx';
import { Panel } from '../kit/panel.tsx';
import { Scroller } from '../kit/scroller.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { AnswersButton } from './answers-button.tsx';
import {
  type DriverFact,
  driverFacts,
  isInoperable,
  levelWords,
  refusalWords,
  standsApart,
  tableWords,
} from './facts.ts';
import { FlatBar, TableBars } from './table-bars.tsx';

interface DriverProps {
  readonly size: 'wide' | 'normal' | 'narrow';
}

const sceneOf = (state: State): Scene | null => state.scene;
/** What a part in the hand would make of it; null while nothing is held. */
const previewOf = (state: State): Scene | null => state.preview?.scene ?? null;

/** What eHEA holds: its map table by table, its memory region, and what stops its transfers. */
export function Driver({ size }: DriverProps): ReactNode {
  const present = useStore(sceneOf);
  const preview = useStore(previewOf);
  const scene = preview ?? present;
  if (!scene || !present) return <Panel label="Driver">{null}</Panel>;
  const facts = driverFacts(scene);
  const now = preview && new Map(driverFacts(present).map((fact) => [fact.label, fact.value]));
  return (
    <Panel
      label="Driver"
      fact={<Tables scene={scene} size={size} preview={preview !== null} />}
      tools={<AnswersButton />}
    >
      <div className="flex min-h-0 flex-1 flex-col gap-1.5">
        <Scroller label="What the driver holds" className="flex flex-1 flex-col gap-1.5 low:gap-1">
          <MapPart scene={scene} size={size} />
          <dl className="shrink-0 text-xs/4.5 tabs:grid tabs:grid-cols-2 tabs:gap-x-8">
            {facts.map((fact, i) => (
              <Line
                key={fact.label}
                fact={fact}
                apart={standsApart(facts, i)}
                short={size === 'narrow'}
                preview={now !== null && now.get(fact.label) !== fact.value}
              />
            ))}
          </dl>
        </Scroller>
        <div className="shrink-0">
          {isInoperable(scene) && (
            <p className="mb-1.5" data-tip={scene.regionGone ?? undefined}>
              <Chip tone="wrong" className="max-w-full">
                <span className="truncate">
                  {scene.retries ? 'no region until the next event' : 'logs itself inoperable'}
                </span>
              </Chip>
              <span className="sr-only phone:not-sr-only phone:mt-1 phone:block phone:text-xs phone:text-wrong-ink">
                {scene.regionGone}
              </span>
            </p>
          )}
          <Controls scene={scene} />
        </div>
      </div>
    </Panel>
  );
}

interface TablesProps extends DriverProps {
  readonly scene: Scene;
  readonly preview: boolean;
}

/** How many there are. A button is cut without an ellipsis, so little room gets fewer words. */
function Tables({ scene, size, preview }: TablesProps): ReactNode {
  const all = tableWords(scene);
  const words = size === 'narrow' ? all.replace(/ of .*/, '') : all;
  return (
    <>
      {scene.map.kind === 'three-level' ? (
        <FigureButton id="mapTables">{words}</FigureButton>
      ) : (
        words
      )}
      {preview && ', if you let go'}
    </>
  );
}

function MapPart({ scene, size }: DriverProps & { readonly scene: Scene }): ReactNode {
  const { map } = scene;
  if (map.kind !== 'flat' && map.kind !== 'three-level') return <Tableless scene={scene} />;
  const refused = refusalWords(scene);
  const levels = levelWords(map.tables);
  return (
    <>
      {map.kind === 'flat' ? <FlatBar map={map} /> : <TableBars map={map} />}
      <p className="shrink-0 text-xs/4.25 text-ink2">
        <FigureButton
          id="mapBytes"
          className={`font-semibold ${refused ? 'text-wrong-ink' : 'text-ink'}`}
        >
          {formatCount(map.bytes)} B
        </FigureButton>{' '}
        for{' '}
        <FigureButton id="mapEntries">
          {formatCount(usedEntries(map))} used {size === 'narrow' ? 'of' : 'entries of'}{' '}
          {formatCount(allEntries(map))}
        </FigureButton>
        {levels && <span className="block">{levels}</span>}
        {refused && <span className="block text-wrong-ink">{refused}</span>}
      </p>
    </>
  );
}

/** No array and no table of the driver's to draw: what names memory instead. */
function Tableless({ scene }: { readonly scene: Scene }): ReactNode {
  const { map, standing } = scene;
  if (map.kind === 'none') return <p className="text-xs/4.25 text-ink2">No driver is loaded.</p>;
  return (
    <div className="flex shrink-0 flex-col gap-1 text-xs/4.25 text-ink2">
      <p>
        {map.direct === null
          ? 'No map of its own: it asks the core, whose slots are never renumbered.'
          : `${map.kind === 'linear' ? 'No map: a' : 'A'} bus address is ${map.direct}.`}
      </p>
      {standing && (
        <p>
          <strong className="font-semibold text-ink">{standing.title}</strong>: {standing.text}.
        </p>
      )}
      {map.bytes !== '0' && (
        <p>
          <FigureButton id="mapBytes" className="font-semibold text-ink">
            {formatCount(map.bytes)} B
          </FigureButton>{' '}
          {map.kind === 'service' ? 'in the core, once for all drivers' : 'of table'}
        </p>
      )}
    </div>
  );
}

function usedEntries(map: Scene['map']): number {
  if (map.kind === 'flat') return map.mapped;
  let used = 0;
  for (let i = 2; i < map.tableList.length; i += 5) used += map.tableList[i] ?? 0;
  return used;
}

const allEntries = ({ kind, entries, tables }: Scene['map']): number =>
  kind === 'flat' ? entries : (tables.root + tables.top + tables.dir) * MAP_ENTRIES;

/** Characters from which on a value may take a line of its own. */
const LONG = 28;
/** Characters of both that stand on one line. */
const ROOM = { narrow: 32, other: 38 } as const;

/** Nothing is cut: what does not fit beside its label goes below it, and wraps there. */
const takesLine = ({ label, value }: DriverFact, short: boolean): boolean =>
  value.length > LONG || label.length + value.length > ROOM[short ? 'narrow' : 'other'];

interface LineProps {
  readonly fact: DriverFact;
  readonly apart: boolean;
  /** Little room: the unit goes, the figure stays. */
  readonly short: boolean;
  /** Not so yet: what letting go would make of it. */
  readonly preview: boolean;
}

function Line({ fact, apart, short, preview }: LineProps): ReactNode {
  const label = short ? fact.label.replace(/ of .*/, '') : fact.label;
  const isLong = takesLine({ ...fact, label }, short);
  const plain = preview ? 'font-medium text-ghost' : 'text-ink';
  const tone = `${fact.bad ? 'font-semibold text-wrong-ink' : plain} ${fact.mono ? 'font-mono' : ''}`;
  return (
    <div
      className={`flex items-center justify-between gap-3 ${isLong ? 'flex-wrap' : apart ? 'h-6' : 'h-4.5'}`}
    >
      <dt className={`text-ink2 ${isLong ? '' : 'truncate'}`}>{label}</dt>
      <dd className={isLong ? 'min-w-0 wrap-anywhere' : 'text-right whitespace-nowrap'}>
        {fact.figure ? (
          <FigureButton id={fact.figure} className={tone}>
            {fact.value}
          </FigureButton>
        ) : (
          <span className={tone} data-code={/H_[A-Z0-9_]+|−E[A-Z0-9]+/.exec(fact.value)?.[0]}>
            {fact.value}
          </span>
        )}
      </dd>
    </div>
  );
}

/** Make the next step fail, or let the work run that a miss has queued. */
function Controls({ scene }: { readonly scene: Scene }): ReactNode {
  const store = useStoreApi();
  const { dispatch } = store.getState();
  if (scene.map.kind === 'none') return null;
  const armed = (what: 'allocation' | 'hcall'): boolean => scene.armed.some((a) => a.what === what);
  return (
    // Words that fit at every size of the panel: one that grows changes none of them.
    <div className="flex flex-wrap gap-1.5">
      {scene.workQueued && (
        <Button kind="filled" onClick={() => void dispatch({ type: 'work' })}>
          Run queued work
        </Button>
      )}
      <Button
        aria-label="Next allocation fails"
        data-tip={'The next table that the driver asks for\nis not there: −ENOMEM, once.'}
        aria-disabled={armed('allocation')}
        onClick={() => !armed('allocation') && void dispatch({ type: 'failAllocation', nth: 1 })}
      >
        Fail alloc
      </Button>
      <Button
        aria-label="Next hcall fails"
        data-tip={'The next page registration answers\nH_HARDWARE (−1), once.'}
        aria-disabled={armed('hcall')}
        onClick={() => !armed('hcall') && void dispatch({ type: 'failHcall', nth: 1 })}
      >
        Fail hcall
      </Button>
    </div>
  );
}
