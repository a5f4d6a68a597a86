import type { ReactNode } from 'react';
import type { Mix } from '../../race/mix.ts';
import type { State, Store } from '../../store/store.ts';
import { Segmented } from '../kit/segmented.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { NumberField } from './number-field.tsx';

export const mixOf = (s: State): Mix => s.race.mix;

const ORDERS: readonly { readonly value: Mix['order']; readonly label: string }[] = [
  { value: 'random', label: 'random' },
  { value: 'sequential', label: 'sequential' },
  { value: 'skewed', label: 'skewed' },
];
const CALLS: readonly { readonly value: Mix['call']; readonly label: string }[] = [
  { value: 'single', label: 'one address' },
  { value: 'batch', label: 'batch' },
];
const SEEDS = 2 ** 32 - 1;

/** What every structure is asked: the same addresses in the same order. */
export function MixTools(): ReactNode {
  const store = useStoreApi();
  const mix = useStore(mixOf);
  const set = (part: Partial<Mix>): void => store.getState().setMix(part);
  return (
    <fieldset
      aria-label="Lookup mix"
      className="flex min-w-0 flex-wrap items-center gap-x-5 gap-y-2"
    >
      <span className="inline-flex items-center gap-2" data-tip={HITS}>
        <span aria-hidden="true">hits</span>
        <input
          type="range"
          aria-label="Hit rate"
          min={0}
          max={100}
          step={5}
          value={mix.hits}
          onChange={(event) => set({ hits: Number(event.target.value) })}
          className="race-range"
        />
        <NumberField
          label="Hit rate in percent"
          value={mix.hits}
          most={100}
          unit="%"
          className="w-12"
          onChange={(hits) => set({ hits })}
          onWrong={(why) => setWrong(store, 'hits', why)}
        />
      </span>
      <span className="inline-flex items-center gap-2" data-tip={ORDER}>
        <span aria-hidden="true">order</span>
        <Segmented
          label="Order of the addresses"
          value={mix.order}
          options={ORDERS}
          onChange={(order) => set({ order })}
        />
      </span>
      <span className="inline-flex items-center gap-2" data-tip={CALL}>
        <span aria-hidden="true">a call asks</span>
        <Segmented
          label="Addresses in a call"
          value={mix.call}
          options={CALLS}
          onChange={(call) => set({ call })}
        />
      </span>
      <span className="inline-flex items-center gap-2" data-tip={SEED}>
        <span aria-hidden="true">seed</span>
        <NumberField
          label="Seed"
          value={mix.seed}
          most={SEEDS}
          className="w-24"
          onChange={(seed) => set({ seed })}
          onWrong={(why) => setWrong(store, 'seed', why)}
        />
      </span>
    </fieldset>
  );
}

function setWrong(store: Store, field: keyof Mix, why: string | null): void {
  const { race, changeRace } = store.getState();
  const { [field]: _, ...others } = race.wrong;
  changeRace({ wrong: why === null ? others : { ...others, [field]: why } });
}

const HITS = 'Of 100 addresses, how many lie in memory';
const ORDER =
  'random: each section as likely as any other\nsequential: ascending, page after page\nskewed: few sections get most';
const CALL = 'one address: as a page that is clicked asks\nbatch: 64 Ki, as a driver’s queue would';
const SEED = 'The same seed draws the same addresses';
