import { type ReactNode, useState } from 'react';
import type { BlocksFact } from '../../machine/trace.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import { type WayOut, wayOutOf } from './way-out.ts';
import { whyOf } from './why.ts';

interface ExplanationProps {
  readonly scene: Scene;
  readonly fact: BlocksFact;
  /** The way out has been tried; the button that was pressed is gone. */
  readonly onTried: () => void;
}

/** The return value first, then why; after a veto ahead of eHEA, a way out to try. */
export function Explanation({ scene, fact, onTried }: ExplanationProps): ReactNode {
  const why = whyOf(fact);
  const wayOut = wayOutOf(scene, fact);
  return (
    <div className="pt-1.5">
      <p className="text-xs/4.25 text-ink2">
        <strong className={`font-semibold ${why.bad ? 'text-wrong-ink' : 'text-ink'}`}>
          {why.returns}
        </strong>{' '}
        {why.because.join(' ')}
      </p>
      {wayOut && <TryWayOut wayOut={wayOut} onTried={onTried} />}
    </div>
  );
}

interface TryWayOutProps extends Pick<ExplanationProps, 'onTried'> {
  readonly wayOut: WayOut;
}

function TryWayOut({ wayOut, onTried }: TryWayOutProps): ReactNode {
  const store = useStoreApi();
  const [trying, setTrying] = useState(false);
  const run = async (): Promise<void> => {
    if (trying) return;
    setTrying(true);
    await tryIt(wayOut, store.getState());
    setTrying(false);
    onTried();
  };
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1">
      {/* Not disabled: a button that goes dead under the focus would lose it to the page. */}
      <Button onClick={() => void run()} aria-disabled={trying || undefined}>
        Retry with priority {signed(wayOut.priority)}
      </Button>
      <p className="min-w-30 flex-1 text-tiny/3.5 text-ink2">
        A way out: goes back one step, gives {wayOut.name} a priority below eHEA’s 0, so that eHEA
        is asked before it, and does the same again.
      </p>
    </div>
  );
}

const signed = (n: number): string => n.toString().replace('-', '−');

/** Back before the failure, then the same again; stops at the first refusal, which the page shows. */
async function tryIt(
  wayOut: WayOut,
  {
    seek,
    dispatch,
  }: Pick<ReturnType<ReturnType<typeof useStoreApi>['getState']>, 'seek' | 'dispatch'>,
): Promise<void> {
  if (!(await seek(wayOut.back)).ok) return;
  for (const event of wayOut.events) if (!(await dispatch(event)).ok) return;
}
