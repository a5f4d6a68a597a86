import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { InputError } from '../../machine/event.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import { eventsBefore } from '../../scenario/fitting.ts';
import type { State, Store } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { CalmPage } from './calm-page.tsx';
import { OpenBefore } from './open-before.tsx';

const WHAT: Readonly<Partial<Record<InputError['code'], string>>> = {
  'newer-version': 'This link was made by a newer Sparsescope.',
  'too-large': 'This link holds more than it may.',
  'bad-link': 'This link is damaged.',
};

/** The message, without what the heading has said already. */
function detailOf({ message }: InputError): string {
  const rest = message.replace(/^the link is damaged: /i, '');
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}.`.replace(/\.\.$/, '.');
}

const hasWorkOf = (s: State): boolean => (s.scene?.steps ?? 0) > 0 || s.earlier !== null;

/** The address bar without the link: a reload must not bring the bad page back. */
const forgetLink = (): void => history.replaceState(null, '', location.pathname + location.search);

/** A link that cannot be opened: what is wrong with it, and the ways on. Nothing has been lost. */
export function BadLink({ error }: { readonly error: InputError }): ReactNode {
  const store = useStoreApi();
  const hasWork = useStore(hasWorkOf);
  const before = eventsBefore(error);
  return (
    <CalmPage heading={WHAT[error.code] ?? 'This link cannot be opened.'}>
      <p className="text-ink2">{detailOf(error)}</p>
      <p className="font-mono text-xs text-ink3">
        {error.code}
        {error.field === undefined ? '' : ` · ${error.field}`}
        {before === null ? '' : ` · step ${formatCount(before + 1)} does not fit`}
      </p>
      <div className="flex flex-wrap gap-2">
        <OpenBefore error={error} onOpen={(most) => void openPart(store, most)} />
        <Button kind="filled" onClick={() => void openThread(store)}>
          Open the thread’s scene
        </Button>
        {hasWork && <Button onClick={() => void backToWork(store)}>Back to your work</Button>}
      </div>
      <PasteElse />
    </CalmPage>
  );
}

/** What of the link in the address bar comes before the event that does not fit. */
async function openPart(store: Store, most: number): Promise<void> {
  const opened = await store.getState().open(location.hash, most);
  if (opened.ok) forgetLink();
}

async function openThread(store: Store): Promise<void> {
  forgetLink();
  await store.getState().openPreset('thread');
}

async function backToWork(store: Store): Promise<void> {
  forgetLink();
  const { scene, bringBack, setBadLink } = store.getState();
  if ((scene?.steps ?? 0) === 0) await bringBack();
  setBadLink(null);
}

function PasteElse(): ReactNode {
  const store = useStoreApi();
  const id = useId();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await store.getState().open(text);
    if (answer.ok) forgetLink();
    else setProblem(answer.error.message);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-4 flex flex-col gap-2">
      <label htmlFor={id} className="text-ink2">
        Or paste something else: a link, a scenario, or the output of lsmem.
      </label>
      <textarea
        id={id}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        className="h-24 resize-y rounded-md bg-raise p-2.5 font-mono text-xs ring-1 ring-inset ring-edge outline-none focus:ring-2 focus:ring-ink"
      />
      {problem !== null && (
        <p role="alert" className="text-xs text-wrong-ink">
          {problem}
        </p>
      )}
      <Button type="submit" disabled={text.trim() === ''} className="self-start">
        Open
      </Button>
    </form>
  );
}
