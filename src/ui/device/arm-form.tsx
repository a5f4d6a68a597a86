import { type FormEvent, type ReactNode, useState } from 'react';
import { memoryActions } from '../../machine/asked-actions.ts';
import type { When } from '../../machine/device/device.ts';
import type { MemoryAction } from '../../machine/notifier/action.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { Field } from '../kit/field.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import { SelectField } from '../machine/select-field.tsx';

const PLACES = [
  { value: 'callback', label: 'before a callback' },
  { value: 'hcall', label: 'after an hcall' },
] as const;
type Place = (typeof PLACES)[number]['value'];

const ALL = 'all';

interface ArmFormProps {
  readonly scene: Scene;
  readonly onDone: () => void;
}

/** Where in what comes the device looks: between two callbacks of a round, or between two hcalls of a registration. */
export function ArmForm({ scene, onDone }: ArmFormProps): ReactNode {
  const store = useStoreApi();
  const own = scene.chain.at(-1)?.name ?? '';
  const [place, setPlace] = useState<Place>(own === '' ? 'hcall' : 'callback');
  const [buffer, setBuffer] = useState(ALL);
  const [round, setRound] = useState<MemoryAction>('MEM_ONLINE');
  const [before, setBefore] = useState(own);
  const rounds = memoryActions(scene);
  const [hcall, setHcall] = useState('72');
  const fits = place === 'callback' ? before !== '' : /^[1-9]\d{0,14}$/.test(hcall);
  const arm = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!fits) return;
    const when: When = place === 'callback' ? { round, before } : { hcall: Number(hcall) };
    const which = buffer === ALL ? {} : { buffer: Number(buffer) };
    const done = await store.getState().dispatch({ type: 'dma', ...which, when });
    if (done.ok) onDone();
  };
  return (
    <form onSubmit={(event) => void arm(event)} aria-label="Arm an access" className="text-xs">
      <Segmented label="Where" value={place} options={PLACES} onChange={setPlace} />
      <div className="my-3 grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1.5">
        <SelectField
          label="Buffer"
          value={buffer}
          options={[
            { value: ALL, label: 'all that is posted' },
            ...(scene.device?.queue ?? []).map(({ buffer: n }) => ({
              value: `${n}`,
              label: `${n}`,
            })),
          ]}
          onChange={setBuffer}
        />
        {place === 'callback' ? (
          <>
            <SelectField
              label="Before"
              value={before}
              options={scene.chain.map(({ name }) => ({ value: name, label: name }))}
              onChange={setBefore}
            />
            <SelectField
              label="In round"
              value={round}
              options={rounds.map((action) => ({ value: action, label: action }))}
              onChange={(action) => setRound(action as MemoryAction)}
            />
          </>
        ) : (
          <>
            <span className="text-ink2">After hcalls</span>
            <Field
              label="Page-registration hcalls from here"
              inputMode="numeric"
              value={hcall}
              error={fits ? null : { message: 'Expected a whole number from 1.' }}
              onChange={(event) => setHcall(event.target.value)}
            />
          </>
        )}
      </div>
      <Button type="submit" kind="filled" disabled={!fits}>
        Arm
      </Button>
    </form>
  );
}
