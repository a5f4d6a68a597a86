import type { ReactNode } from 'react';
import type { RaceState } from '../../store/race.ts';
import type { State } from '../../store/store.ts';
import { Segmented } from '../kit/segmented.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const whoseOf = (s: State): RaceState['whose'] => s.race.whose;
const bothOf = ({ race }: State): boolean => race.result !== null && race.elsewhere !== null;

const WHOSE: readonly { readonly value: RaceState['whose']; readonly label: string }[] = [
  { value: 'here', label: 'mine' },
  { value: 'elsewhere', label: 'elsewhere' },
];

/** Which times the table has, where there are those of a race run here and those that came by link or file. */
export function WhoseFigures(): ReactNode {
  const store = useStoreApi();
  const whose = useStore(whoseOf);
  const both = useStore(bothOf);
  if (!both) return null;
  return (
    <Segmented
      label="Whose times are shown"
      value={whose}
      options={WHOSE}
      onChange={(value) => store.getState().changeRace({ whose: value })}
    />
  );
}
