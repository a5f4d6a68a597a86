import { type FormEvent, type ReactNode, useState } from 'react';
import type { MachineConfig } from '../../machine/event.ts';
import { knowAllKernels } from '../../machine/kernel/all-kernels.ts';
import { refuseBuild } from '../../machine/kernel/build.ts';
import { editionOf } from '../../machine/kernel/editions.ts';
import type { Dropped, Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { FieldError } from '../kit/field.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import { ChangeList } from './change-list.tsx';
import { changesBetween, configOf, type Draft, draftOf, moved, settingsOf } from './draft.ts';
import { Settings } from './settings.tsx';

knowAllKernels();

type Mode = 'configure' | 'rerun';

const MODES: readonly { value: Mode; label: string }[] = [
  { value: 'configure', label: 'as the next step' },
  { value: 'rerun', label: 're-run from the start' },
];

const MODE_WORDS: Readonly<Record<Mode, string>> = {
  configure:
    'Power off, change, boot. Installed memory comes up online, map and region are built anew; it is one step of the history.',
  rerun:
    'The scene’s own machine is changed, as if it had always been so, and the same events are played on it.',
};

interface MachineFormProps {
  readonly scene: Scene;
  /** The machine is changed: the page shows it, and nothing should lie over that. */
  readonly onDone: () => void;
}

/** Every setting of the machine, and what a change will do. */
export function MachineForm({ scene, onDone }: MachineFormProps): ReactNode {
  const store = useStoreApi();
  const [draft, setDraft] = useState<Draft>(() => draftOf(scene.config));
  const [mode, setMode] = useState<Mode>('configure');
  const config = machineOf(scene, mode);
  const [refusal, setRefusal] = useState<string | null>(null);
  const settings = settingsOf(config, draft);
  const wanted = configOf(draft);
  const edition = editionOf(draft.kernel);
  const unbuildable = edition ? refuseBuild(edition, wanted) : null;
  const changes = settings.ok ? changesBetween(config, wanted) : [];
  const ready = settings.ok && unbuildable === null && changes.length > 0;
  /** What was chosen stays chosen; the rest shows the other machine. */
  const chooseMode = (to: Mode): void => {
    setMode(to);
    setDraft(moved(draft, draftOf(config), draftOf(machineOf(scene, to))));
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!settings.ok || !ready) return;
    const state = store.getState();
    const answer =
      mode === 'configure'
        ? await state.dispatch({ type: 'configure', ...settings.value })
        : await state.rerun(settings.value);
    if (!answer.ok) return setRefusal(answer.error.message);
    // A step tells of itself; the same events on another machine need a word.
    if ('dropped' in answer.value)
      state.setNotice(rerunWords(store.getState().scene, answer.value.dropped));
    onDone();
  };
  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      className="flex flex-col gap-3 text-xs"
    >
      <Settings draft={draft} setDraft={setDraft} scene={scene} unbuildable={unbuildable} />
      <div className="border-t border-line pt-3">
        <Segmented label="How to change" value={mode} options={MODES} onChange={chooseMode} />
        <p className="mt-2 text-ink2">{MODE_WORDS[mode]}</p>
      </div>
      <div className="sticky -bottom-4 -mx-4 -mb-4 flex flex-col gap-2 border-t border-line bg-raise px-4 pt-2.5 pb-4">
        <ChangeList changes={changes} />
        {!settings.ok && <FieldError error={settings.error} />}
        {unbuildable && <FieldError error={unbuildable} />}
        <div className="flex items-center gap-3">
          <Button type="submit" kind="filled" disabled={!ready} className="self-start">
            {mode === 'configure' ? 'Power off, change, boot' : 'Re-run from the start'}
          </Button>
          <p role="status" className="min-w-0 text-wrong-ink">
            {refusal}
          </p>
        </div>
      </div>
    </form>
  );
}

/** The machine that a change starts from: the one at the cursor, or the scene's own at step 0. */
const machineOf = (scene: Scene, mode: Mode): MachineConfig =>
  mode === 'configure' ? scene.config : scene.startConfig;

const rerunWords = (scene: Scene | null, dropped: Dropped | null): string => {
  const played =
    scene && scene.steps > 0
      ? `The same ${scene.steps === 1 ? 'event' : `${scene.steps} events`}, on this machine.`
      : 'The scene begins on this machine.';
  return dropped ? `${played} ${droppedWords(dropped)}` : played;
};

const droppedWords = ({ count, reason }: Dropped): string => {
  const gone = count === 1 ? 'One old future does' : `${count} old futures do`;
  const at = reason.event === undefined ? '' : ` at step ${reason.event + 1}`;
  return `${gone} not fit it and can no longer be brought back${at}: ${reason.message}`;
};
