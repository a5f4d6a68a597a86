import { type ReactNode, useEffect } from 'react';
import { TipLayer } from '../kit/tip-layer.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import { TimeBar } from '../time-bar/time-bar.tsx';
import { FileDrop } from './file-drop.tsx';
import { Notices } from './notices.tsx';
import { Panels } from './panels.tsx';

/** Everything below the drawing, and what can appear over it: fetched right after the first picture. */
export function Lower(): ReactNode {
  const store = useStoreApi();
  useEffect(() => {
    store.getState().setComplete();
    // Needed as soon as something is opened, or a part is in the hand.
    void import('../../store/api.ts');
    void import('../kit/open-popover.tsx');
    void import('../bay/held-tools.tsx');
  }, [store]);
  return (
    <>
      <div className="min-h-0 min-w-0 phone:order-4 phone:h-14.5">
        <Panels />
      </div>
      <div className="min-w-0 contain-strict phone:order-3 phone:h-13">
        <TimeBar />
      </div>
      <Notices />
      <FileDrop />
      <TipLayer />
    </>
  );
}
