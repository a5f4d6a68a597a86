import { type ReactNode, useState } from 'react';
import { Button } from '../kit/button.tsx';
import { useStoreApi } from '../kit/use-store.ts';

interface SendToolsProps {
  /** Physical address of the buffer; null: there is nothing to send. */
  readonly physical: string | null;
}

/** Hands the buffer to the driver, and lets the work run that a miss queues, unless it is held. */
export function SendTools({ physical }: SendToolsProps): ReactNode {
  const store = useStoreApi();
  const [hold, setHold] = useState(false);
  const send = async (): Promise<void> => {
    if (physical !== null) await store.getState().send(physical, hold);
  };
  return (
    <div className="ml-auto flex items-center gap-1.5">
      <label
        className="flex cursor-pointer items-center gap-1.5 text-xs text-ink2 phone:h-11"
        data-tip={'Queued work waits, so that the window\nbetween miss and repair can be seen.'}
      >
        <input
          type="checkbox"
          checked={hold}
          onChange={(event) => setHold(event.target.checked)}
          className="size-3.5 accent-ink"
        />
        hold
      </label>
      <Button
        disabled={physical === null}
        onClick={() => void send()}
        data-tip={'The driver translates a buffer at this\nphysical address for the device.'}
      >
        Send
      </Button>
    </div>
  );
}
