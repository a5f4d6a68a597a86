import type { ReactNode } from 'react';
import { Faults } from '../faults/faults.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import { Track } from './track.tsx';
import { Transport } from './transport.tsx';
import { usePlay } from './use-play.ts';

/** Every step with its account; each can be returned to, and shared as a link. */
export function TimeBar(): ReactNode {
  usePlay(useStoreApi());
  return (
    <section
      aria-label="Time bar"
      className="flex h-full items-center gap-3.5 border-t border-line px-6 tabs:px-4 phone:h-13 phone:gap-1 phone:px-2"
    >
      <h2 className="sr-only">Time bar</h2>
      <Transport />
      <Track />
      <Faults />
    </section>
  );
}
