import { type ReactNode, useEffect } from 'react';
import { isCovered } from '../../store/covered.ts';
import type { State } from '../../store/store.ts';
import { TipLayer } from '../kit/tip-layer.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { TimeBar } from '../time-bar/time-bar.tsx';
import { FileDrop } from './file-drop.tsx';
import { Notices } from './notices.tsx';
import { Panels } from './panels.tsx';

const layoutOf = (s: State): State['layout'] => s.layout;

/** Everything below the drawing, and what can appear over it: fetched right after the first picture. */
export function Lower(): ReactNode {
  const store = useStoreApi();
  const onPhone = useStore(layoutOf) === 'phone';
  const covered = useStore(isCovered);
  useEffect(() => {
    store.getState().setComplete();
    // Needed as soon as something is opened, or a part is in the hand.
    void import('../../store/api.ts');
    void import('../kit/open-popover.tsx');
    void import('../bay/held-tools.tsx');
  }, [store]);
  return (
    <>
      <div hidden={covered} className="min-h-0 min-w-0 phone:order-4 phone:h-14.5">
        <Panels />
      </div>
      <div className="flex min-w-0 contain-strict phone:order-3 phone:h-13">
        <div className="min-w-0 flex-1">
          <TimeBar />
        </div>
        {!onPhone && <Notices />}
      </div>
      {onPhone && <Notices />}
      <FileDrop />
      <TipLayer />
    </>
  );
}
