import type { ReactNode } from 'react';
import { Button } from '../kit/button.tsx';
import { useStoreApi } from '../kit/use-store.ts';

/** From what two maps cost to what all of them do, in bytes and in time. */
export function RaceButton({ className }: { readonly className: string }): ReactNode {
  const store = useStoreApi();
  return (
    <Button
      aria-label="Race the structures"
      data-opens-race
      data-tip={'Thirteen ways to map this memory:\nbytes and nanoseconds, measured here (R)'}
      className={className}
      onClick={() => store.getState().openRace()}
    >
      Race
    </Button>
  );
}
