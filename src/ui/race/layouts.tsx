import { memo, type ReactNode, useEffect, useMemo, useState } from 'react';
import type { MachineConfig } from '../../machine/event.ts';
import type { StructureId } from '../../machine/structures/words/structure.ts';
import { offlineBounds, onlineBounds } from '../../race/memory-bounds.ts';
import type { Reckoner } from '../../store/reckoner.ts';
import type { State } from '../../store/store.ts';
import type { SweepsQuestion } from '../../worker/reckon-protocol.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { MULTIPLES, SmallMultiples } from './chart/small-multiples.tsx';
import { useReckoned, useReckoner } from './use-reckoner.ts';
import { useUntimed } from './use-untimed.ts';
import { WorstLayout } from './worst-layout.tsx';

const memoryOf = (s: State): Float64Array | undefined => s.scene?.memory;
const configOf = (s: State): MachineConfig | undefined => s.scene?.config;
const chosenOf = (s: State): StructureId | null => s.race.chosen;

/** What layouts other than the one at hand do to the structures: swept by property, and the worst there is. */
export const Layouts = memo(function Layouts(): ReactNode {
  const reckoner = useReckoner();
  return (
    <>
      <Swept reckoner={reckoner} />
      <WorstLayout reckoner={reckoner} />
    </>
  );
});

function Swept({ reckoner }: { readonly reckoner: Reckoner | null }): ReactNode {
  const store = useStoreApi();
  const memory = useStore(memoryOf);
  const config = useStore(configOf);
  const chosen = useStore(chosenOf);
  const question = useMemo<SweepsQuestion | null>(
    () =>
      memory && config
        ? { kind: 'sweeps', bounds: onlineBounds(memory), offline: offlineBounds(memory), config }
        : null,
    [memory, config],
  );
  const untimed = useUntimed();
  const [asked, setAsked] = useState<SweepsQuestion | null>(null);
  // What was asked before the memory is timed again goes on, and its answer stays.
  useEffect(() => {
    if (untimed) setAsked(question);
  }, [untimed, question]);
  const reckoned = useReckoned<'sweeps'>(reckoner, asked);
  if (!reckoned) return <Reckoning />;
  if (!reckoned.ok) return <p className="text-wrong-ink">{reckoned.why}</p>;
  const [islands, highest] = reckoned.answer;
  if (!islands || !highest) return null;
  return (
    <SmallMultiples
      islands={islands}
      highest={highest}
      chosen={chosen}
      onChoose={store.getState().chooseStructure}
    />
  );
}

/** In the room that the answer will have. */
const Reckoning = (): ReactNode => (
  <section aria-label={MULTIPLES} className="multiples">
    <h3 className="text-[0.8125rem]/4.5 font-semibold">{MULTIPLES}</h3>
    <p className="text-ink3">Reckoning it …</p>
  </section>
);
