import { type ChangeEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { InputError } from '../../machine/event.ts';
import { formatSize } from '../../machine/units/bytes.ts';
import type { ImportSource, Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import { OpenBefore } from './open-before.tsx';
import { readFile } from './read-file.ts';

type Answer =
  | { readonly ok: true; readonly scene: Scene; readonly isRace: boolean }
  | { readonly ok: false; readonly error: InputError; readonly text: string };

interface ImportSheetProps {
  /** Text that is there already. */
  readonly given: string;
  readonly onClose: () => void;
}

/** Paste, choose or drop; on an error the present scene stays, and the line is shown with its column. */
export function ImportSheet({ given, onClose }: ImportSheetProps): ReactNode {
  const store = useStoreApi();
  const [text, setText] = useState(given);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const id = useId();
  const open = async (what: string, most?: number): Promise<void> => {
    const before = store.getState().scene;
    const opened = await store.getState().open(what, most);
    store.getState().dismiss();
    setAnswer(
      opened.ok
        ? // The figures of a race leave the scene as it is.
          { ok: true, scene: opened.value, isRace: opened.value === before }
        : { ok: false, error: opened.error, text: what },
    );
  };
  const started = useRef(false);
  useEffect(() => {
    // Once only: a dropped text opens by itself.
    if (given === '' || started.current) return;
    started.current = true;
    void open(given);
  });
  if (answer?.ok) return <ImportDone {...answer} onClose={onClose} />;
  return (
    <div className="flex flex-col gap-2.5 text-xs">
      <label htmlFor={id} className="text-ink2">
        Paste the output of <code className="font-mono text-ink">lsmem</code> or{' '}
        <code className="font-mono text-ink">sudo cat /proc/iomem</code>, a scenario, a link or the
        figures of a race; or drop a file anywhere on the page.
      </label>
      <textarea
        id={id}
        aria-label="Text to import"
        value={text}
        data-autofocus
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          // What was wrong was wrong with the text before.
          setAnswer(null);
        }}
        className="h-44 resize-y rounded-md bg-paper p-2.5 font-mono text-xs/4.5 whitespace-pre ring-1 ring-inset ring-edge outline-none focus:ring-2 focus:ring-ink"
      />
      {answer && <ImportProblem error={answer.error} text={answer.text} />}
      <div className="flex items-center gap-2">
        <Button kind="filled" disabled={text.trim() === ''} onClick={() => void open(text)}>
          Open
        </Button>
        {answer && (
          <OpenBefore error={answer.error} onOpen={(most) => void open(answer.text, most)} />
        )}
        <FileButton
          onText={(read) => {
            setText(read);
            void open(read);
          }}
          onError={(error) => setAnswer({ ok: false, error, text: '' })}
        />
        <span className="ml-auto text-ink3">Nothing leaves this computer.</span>
      </div>
    </div>
  );
}

interface FileButtonProps {
  readonly onText: (text: string) => void;
  readonly onError: (error: InputError) => void;
}

function FileButton({ onText, onError }: FileButtonProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const chosen = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    const read = await readFile(file);
    if (read.ok) onText(read.value);
    else onError(read.error);
  };
  return (
    <>
      <Button onClick={() => input.current?.click()}>Choose a file</Button>
      <input
        ref={input}
        type="file"
        aria-label="File to import"
        tabIndex={-1}
        onChange={(event) => void chosen(event)}
        className="sr-only"
      />
    </>
  );
}

interface ImportProblemProps {
  readonly error: InputError;
  readonly text: string;
}

/** Where in a long line the eye should fall. */
const BEFORE = 48;
const AFTER = 40;

function ImportProblem({ error, text }: ImportProblemProps): ReactNode {
  const { line, column, message } = error;
  const whole = line === undefined ? undefined : text.split(/\r\n|\r|\n/)[line - 1];
  const at = (column ?? 1) - 1;
  const from = Math.max(0, at - BEFORE);
  return (
    <div role="alert" className="rounded-md bg-wrong-soft px-2.5 py-2 text-wrong-ink">
      <p className="font-medium">
        {line !== undefined && `Line ${line}`}
        {line !== undefined && column !== undefined && `, column ${column}`}
        {line !== undefined && ': '}
        {message}
      </p>
      {error.field !== undefined && <p className="font-mono">{error.field}</p>}
      {whole !== undefined && (
        <pre className="mt-1.5 overflow-x-auto font-mono text-ink">
          {from > 0 && '…'}
          {whole.slice(from, at + AFTER)}
          {column !== undefined && `\n${' '.repeat(at - from + (from > 0 ? 1 : 0))}▲`}
        </pre>
      )}
      <p className="mt-1 text-ink2">The present scene stays as it is.</p>
    </div>
  );
}

interface ImportDoneProps {
  readonly scene: Scene;
  readonly isRace: boolean;
  readonly onClose: () => void;
}

/** What was understood, and everything that was added, skipped or raised on the way. */
function ImportDone({ scene, isRace, onClose }: ImportDoneProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const source = isRace ? null : scene.source;
  // The button that was pressed is gone: the focus stays in the sheet.
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  return (
    <div className="flex flex-col gap-2.5 text-xs text-ink2">
      <p role="status">
        <span className="font-medium text-ink">
          {isRace ? 'The figures of the race are shown.' : `${scene.title} is open.`}
        </span>{' '}
        {source && totals(source)}
      </p>
      {source && source.notices.length > 0 && (
        <ul className="flex max-h-60 list-disc flex-col gap-0.5 overflow-auto pl-4">
          {source.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
      <Button ref={button} kind="filled" onClick={onClose} className="self-start">
        Close
      </Button>
    </div>
  );
}

function totals({ format, blockSize, totals: { online, offline } }: ImportSource): string {
  const off = offline === '0' ? '' : `, ${formatSize(BigInt(offline))} offline`;
  const blocks = blockSize === null ? '' : `, in blocks of ${formatSize(BigInt(blockSize))}`;
  return `${format}: ${formatSize(BigInt(online))} online${off}${blocks}.`;
}
