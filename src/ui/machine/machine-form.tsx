import { type FormEvent, type ReactNode, useState } from 'react';
import { DRIVERS } from '../../machine/driver/driver-id.ts';
import type { MachineConfig } from '../../machine/event.ts';
import { knowAllKernels } from '../../machine/kernel/all-kernels.ts';
import { ALLOCATORS } from '../../machine/kernel/allocator.ts';
import { editionOf, editions } from '../../machine/kernel/editions.ts';
import { shippedBits } from '../../machine/kernel/shipped.ts';
import type { Dropped, Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { FieldError } from '../kit/field.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import { BitsField } from './bits-field.tsx';
import { ChangeList } from './change-list.tsx';
import { changesBetween, type Draft, draftOf, moved, settingsOf, withKernel } from './draft.ts';
import { driverLabel, KernelNotes, PairNote } from './kernel-notes.tsx';
import { SelectField } from './select-field.tsx';
import { blockWords } from './words.ts';

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

const BLOCKS = ['0x1000000', '0x2000000', '0x4000000', '0x8000000', '0x10000000', '0x40000000'];

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
  const wanted = wantedOf(config, draft);
  const changes = wanted ? changesBetween(config, wanted) : [];
  /** What was chosen stays chosen; the rest shows the other machine. */
  const chooseMode = (to: Mode): void => {
    setMode(to);
    setDraft(moved(draft, draftOf(config), draftOf(machineOf(scene, to))));
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!settings.ok || changes.length === 0) return;
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
      <Settings draft={draft} setDraft={setDraft} scene={scene} />
      <div className="border-t border-line pt-3">
        <Segmented label="How to change" value={mode} options={MODES} onChange={chooseMode} />
        <p className="mt-2 text-ink2">{MODE_WORDS[mode]}</p>
      </div>
      <ChangeList changes={changes} />
      {!settings.ok && <FieldError error={settings.error} />}
      <div className="flex items-center gap-3">
        <Button
          type="submit"
          kind="filled"
          disabled={!settings.ok || changes.length === 0}
          className="self-start"
        >
          {mode === 'configure' ? 'Power off, change, boot' : 'Re-run from the start'}
        </Button>
        <p role="status" className="min-w-0 text-wrong-ink">
          {refusal}
        </p>
      </div>
    </form>
  );
}

/** The machine that a change starts from: the one at the cursor, or the scene's own at step 0. */
const machineOf = (scene: Scene, mode: Mode): MachineConfig =>
  mode === 'configure' ? scene.config : scene.startConfig;

function wantedOf(config: MachineConfig, draft: Draft): MachineConfig | null {
  const bits = Number(draft.bits);
  if (!Number.isInteger(bits) || draft.bits.trim() === '') return null;
  const { kernel, driver, pageSize, blockSize, allocator } = draft;
  return { ...config, kernel, driver, pageSize, blockSize, allocator, physicalBits: bits };
}

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

interface SettingsProps {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly scene: Scene;
}

function Settings({ draft, setDraft, scene }: SettingsProps): ReactNode {
  const blocks = BLOCKS.includes(draft.blockSize) ? BLOCKS : [draft.blockSize, ...BLOCKS];
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  return (
    <div className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
      <SelectField
        label="Kernel"
        value={draft.kernel}
        options={editions().map((e) => ({ value: e.id, label: e.label }))}
        onChange={(kernel) => setDraft(withKernel(draft, kernel))}
      />
      <KernelNotes kernel={draft.kernel} />
      <SelectField
        label="Driver"
        value={draft.driver}
        options={DRIVERS.map((d) => ({ value: d, label: driverLabel(draft.kernel, d) }))}
        onChange={(d) => change({ driver: DRIVERS.find((x) => x === d) ?? draft.driver })}
      />
      <PairNote draft={draft} />
      <span className="text-ink2">Page size</span>
      <Segmented
        label="Page size"
        value={String(draft.pageSize)}
        options={PAGES}
        onChange={(size) => change({ pageSize: Number(size) })}
        className="justify-self-start"
      />
      <SelectField
        label="Block size"
        value={draft.blockSize}
        options={blocks.map((b) => ({ value: b, label: blockWords(b) }))}
        onChange={(blockSize) => change({ blockSize })}
      />
      <BitsField
        value={draft.bits}
        shipped={shippedOf(draft, scene)}
        onChange={(bits) => change({ bits })}
      />
      <span className="text-ink2">Allocator</span>
      <Segmented
        label="Allocator"
        value={draft.allocator}
        options={ALLOCATORS.map((a) => ({ value: a, label: a }))}
        onChange={(allocator) => change({ allocator })}
        className="justify-self-start"
      />
    </div>
  );
}

function shippedOf(draft: Draft, scene: Scene): number {
  const edition = editionOf(draft.kernel);
  return edition ? shippedBits({ edition, config: draft }) : scene.shippedBits;
}

const PAGES = [
  { value: '4096', label: '4 KiB' },
  { value: '65536', label: '64 KiB' },
] as const;
