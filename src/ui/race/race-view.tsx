import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { measuredWith } from '../../race/mix-words.ts';
import { followFootings } from '../../store/follow-footings.ts';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Scroller } from '../kit/scroller.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { Scatter } from './chart/scatter.tsx';
import { Chosen } from './explain/chosen.tsx';
import { shapeOf, shapeWords } from './layout-shape.ts';
import { Layouts } from './layouts.tsx';
import { MeasuredElsewhere } from './measured-elsewhere.tsx';
import { MixFold } from './mix-fold.tsx';
import { Head, NarrowHead, PhoneHead } from './race-head.tsx';
import { RaceTable } from './race-table.tsx';
import { type Order, rowsOf, sorted } from './rows.ts';
import { timesOf } from './standing.ts';
import { TakeAlong } from './take-along.tsx';
import { TrustLine } from './trust-line.tsx';
import { useAtHome } from './use-at-home.ts';
import { useRace } from './use-race.ts';
import './race.css';

const memoryOf = (s: State): Scene['memory'] | undefined => s.scene?.memory;
const layoutOf = (s: State): State['layout'] => s.layout;
const isHeldOf = (s: State): boolean => s.held !== null;

const NOTHING = new Float64Array(0);

/**
 * The structure race, in the place of the drawing and the panels. While a part is held it steps aside, so that the
 * part can be dropped, and is there again afterwards as it was.
 */
export function RaceView(): ReactNode {
  const store = useStoreApi();
  const region = useRef<HTMLElement>(null);
  const held = useStore(isHeldOf);
  useAtHome(region);
  useEffect(() => followFootings(store), [store]);
  useEffect(() => {
    const { result, elsewhere, running, error } = store.getState().race;
    // The first race is what the view was opened for, unless figures were that came damaged; every further one is asked for.
    if (!result && !elsewhere && !running && error === null) void store.getState().startRace();
  }, [store]);
  return (
    <section
      ref={region}
      hidden={held}
      tabIndex={-1}
      aria-label="Structure race"
      className="race border-t border-line text-xs outline-none"
    >
      <Inside />
    </section>
  );
}

function Inside(): ReactNode {
  const store = useStoreApi();
  const memory = useStore(memoryOf) ?? NOTHING;
  const layout = useStore(layoutOf);
  const { result, elsewhere, mix, footings, fingerprint, chosen } = useRace();
  const last = useRef(chosen);
  if (chosen) last.current = chosen;
  const [order, setOrder] = useState<Order>({ column: null, descending: false });
  const shape = useMemo(() => shapeOf(memory), [memory]);
  const words = shapeWords(shape);
  const times = useMemo(
    () => timesOf({ result, elsewhere, mix, fingerprint }),
    [result, elsewhere, mix, fingerprint],
  );
  const rows = useMemo(
    () => rowsOf(footings, times?.layout ?? null, shape.sections, fingerprint),
    [footings, times, shape, fingerprint],
  );
  const standing = times?.standing ?? 'now';
  const { chooseStructure } = store.getState();
  const heading = <MeasuredElsewhere times={times} words={words} />;
  const takeAlong = <TakeAlong rows={sorted(rows, order)} times={times} memory={words} />;
  return (
    <>
      {layout === 'wide' && <Head words={heading}>{takeAlong}</Head>}
      {layout === 'tabs' && <NarrowHead words={heading} />}
      {layout === 'phone' && <PhoneHead words={heading} />}
      <Scroller label="The race" fades={false} className="race-room">
        <div className="race-first">
          <div className="race-body">
            <div className="race-chart">
              {chosen ? (
                <Chosen id={chosen} onBack={() => chooseStructure(null)} />
              ) : (
                <Scatter
                  footings={footings}
                  result={result}
                  elsewhere={elsewhere}
                  standing={standing}
                  doubt={times?.doubt ?? null}
                  chosen={chosen}
                  last={last.current}
                  onChoose={chooseStructure}
                />
              )}
            </div>
            {layout === 'phone' && <MixFold />}
            <Scroller label="Table of the structures" className="race-side">
              <RaceTable
                rows={rows}
                standing={standing}
                doubt={times?.doubt ? `${times.doubt} ${measuredWith(times.mix)}` : null}
                order={order}
                onOrder={setOrder}
                chosen={chosen}
                onChoose={chooseStructure}
              />
            </Scroller>
            {layout !== 'wide' && takeAlong}
          </div>
          <TrustLine times={times} />
        </div>
        <Layouts />
      </Scroller>
    </>
  );
}
