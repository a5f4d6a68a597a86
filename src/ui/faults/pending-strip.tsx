import type { ReactNode } from 'react';
import { formatSize } from '../../machine/units/bytes.ts';
import { spellAddress } from '../../machine/units/spell-address.ts';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const pendingOf = (s: State): Scene['pending'] => s.scene?.pending ?? null;

/** A block waits for pages that cannot be moved, and nobody else can hotplug: the two ways out. */
export function PendingStrip(): ReactNode {
  const store = useStoreApi();
  const pending = useStore(pendingOf);
  if (!pending) return null;
  const { start, size } = pending;
  const { dispatch } = store.getState();
  return (
    <section
      aria-label="Waiting"
      className="flex items-center gap-3 border-t-2 border-wrong bg-wrong-soft px-6 py-1.5 text-[0.8125rem]/4.5 tabs:px-4 phone:flex-wrap phone:px-4 phone:text-xs/4"
    >
      <p role="status" className="min-w-0 flex-1 text-pretty phone:basis-full">
        <span className="font-semibold text-wrong-ink">
          … {formatSize(BigInt(size))} at {spellAddress(BigInt(start))} wait.
        </span>{' '}
        <span className="text-ink2">
          Pages of the block are held, and the kernel tries for ever: it is neither online nor
          offline.
        </span>
      </p>
      <Button onClick={() => void dispatch({ type: 'signal' })}>Send a signal</Button>
      <Button onClick={() => void dispatch({ type: 'pages', start, size, are: 'movable' })}>
        Let the pages go
      </Button>
    </section>
  );
}
