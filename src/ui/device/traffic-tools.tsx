import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { countedAccesses } from '../../machine/device/access.ts';
import { MOST_ACCESSES, USUAL_BUFFERS } from '../../machine/device/device.ts';
import { counted } from '../../machine/units/bytes.ts';
import { countWords } from '../../timeline/device-account.ts';
import type { DeviceReport } from '../../timeline/device-report.ts';
import { useStoreApi } from '../kit/use-store.ts';
import { useLive } from './use-live.ts';
import { trafficWords } from './words.ts';

type Traffic = NonNullable<DeviceReport['traffic']>;

const USUAL_RATE = '1000';

/** Traffic on or off, and how much: so many accesses at each moment of a step, and a second while one looks on. */
export function TrafficTools({ traffic }: { readonly traffic: Traffic | null }): ReactNode {
  const store = useStoreApi();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const rate = typed ?? traffic?.accesses.toString() ?? USUAL_RATE;
  const fits = /^\d{1,7}$/.test(rate) && Number(rate) >= 1 && Number(rate) <= MOST_ACCESSES;
  const set = (accesses: number): void => {
    setTyped(null);
    void store.getState().dispatch({ type: 'traffic', accesses });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (fits) set(Number(rate));
  };
  return (
    <form
      onSubmit={submit}
      aria-label="Traffic"
      noValidate
      className="ml-auto flex shrink-0 items-center gap-1.5 text-xs text-ink2"
      data-tip={[
        'Accesses at each moment; live: a second',
        'A moment: before a step, in its rounds and registrations, after it. Live: 1,000 at most.',
        trafficWords(traffic?.buffers ?? USUAL_BUFFERS),
      ].join('\n')}
    >
      <label className="flex h-7 cursor-pointer items-center gap-1.5 phone:h-11">
        <input
          type="checkbox"
          checked={traffic !== null}
          disabled={traffic === null && !fits}
          onChange={(event) => set(event.target.checked ? Number(rate) : 0)}
          className="size-3.5 accent-ink"
        />
        Traffic
      </label>
      <label htmlFor={id} className="sr-only">
        Accesses at each moment; live: a second
      </label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        value={rate}
        aria-invalid={!fits || undefined}
        onChange={(event) => setTyped(event.target.value)}
        className={`h-7 w-15 rounded-md bg-raise px-1.5 text-right font-mono text-tiny ring-1 ring-inset phone:h-11 ${fits ? 'ring-edge' : 'ring-wrong'}`}
      />
    </form>
  );
}

/** What live traffic has come to since this step. */
export function LiveLine(): ReactNode {
  const { counts } = useLive();
  const all = countedAccesses(counts);
  return (
    <p role="status" aria-live="off" className="h-4 shrink-0 truncate text-tiny/4 text-ink2">
      {all === 0
        ? 'live: starting'
        : `live: ${counted(all, 'access', 'accesses')}: ${countWords(counts)}`}
    </p>
  );
}
