import type { ReactNode } from 'react';
import { mixWords } from '../../race/mix-words.ts';
import { useStore } from '../kit/use-store.ts';
import { Fold } from '../machine/fold.tsx';
import { MixTools, mixOf } from './mix-tools.tsx';

/** The mix in one line, on a phone: its controls come when they are asked for. */
export function MixFold(): ReactNode {
  const mix = useStore(mixOf);
  return (
    <div className="race-mix text-ink2">
      <Fold title="Lookups" note={mixWords(mix)}>
        <MixTools />
      </Fold>
    </div>
  );
}
