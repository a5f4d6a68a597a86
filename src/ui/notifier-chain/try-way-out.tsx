import { type ReactNode, useState } from 'react';
import { Button } from '../kit/button.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import type { WayOut } from './way-out.ts';

interface TryWayOutProps {
  readonly wayOut: WayOut;
  /** It has been tried; the button that was pressed is gone. */
  readonly onTried: () => void;
}

/** After a veto ahead of eHEA: the same again, with eHEA asked first. */
export function TryWayOut({ wayOut, onTried }: TryWayOutProps): ReactNode {
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
    // Not disabled: a button that goes dead under the focus would lose it to the page.
    <Button
      onClick={() => void run()}
      aria-disabled={trying || undefined}
      data-tip={`A way out: back one step, ${wayOut.name} below eHEA’s 0,\nso that eHEA is asked before it, and the same again.`}
    >
      Retry with priority {signed(wayOut.priority)}
    </Button>
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
