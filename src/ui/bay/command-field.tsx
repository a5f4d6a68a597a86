import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from 'react';
import type { InputError } from '../../machine/event.ts';
import { Key } from '../kit/field.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import { parseCommand, suggest } from './command.ts';
import { runCommand } from './run-command.ts';

/** Everything that can be done on the page, as one typed line. `/` brings the cursor here. */
export function CommandField({
  inputRef,
}: {
  readonly inputRef: RefObject<HTMLInputElement | null>;
}): ReactNode {
  const store = useStoreApi();
  const [text, setText] = useState('');
  const [error, setError] = useState<InputError | null>(null);
  const [focused, setFocused] = useState(false);
  const history = useRef<string[]>([]);
  const recalled = useRef(0);
  const help = useId();

  const run = async (): Promise<void> => {
    const parsed = parseCommand(text);
    const refused = parsed.ok ? await runCommand(store, parsed.value) : parsed.error;
    setError(refused);
    if (refused) return;
    history.current.push(text);
    recalled.current = history.current.length;
    setText('');
  };
  const recall = (delta: number): void => {
    const at = Math.max(0, Math.min(recalled.current + delta, history.current.length));
    recalled.current = at;
    setText(history.current[at] ?? '');
    setError(null);
  };
  const pressed = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') void run();
    else if (event.key === 'ArrowUp') recall(-1);
    else if (event.key === 'ArrowDown') recall(1);
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };
  const open = focused && (error !== null || suggest(text).length > 0);
  return (
    <div className="relative w-49 shrink-0 phone:w-60">
      <div
        className={`flex h-8.5 items-center gap-2 rounded-md bg-raise px-2.5 ring-1 ring-inset focus-within:ring-2 phone:h-11 ${error ? 'ring-wrong' : 'ring-edge focus-within:ring-ink'}`}
      >
        <input
          ref={inputRef}
          type="text"
          aria-label="Command"
          aria-describedby={open ? help : undefined}
          aria-invalid={error ? true : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="16M @ 0x1000…"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setError(null);
          }}
          onKeyDown={pressed}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          className="h-full min-w-0 flex-1 bg-transparent font-mono text-xs outline-none placeholder:text-ink3"
        />
        <Key>/</Key>
      </div>
      {open && <CommandHelp id={help} text={text} error={error} />}
    </div>
  );
}

interface CommandHelpProps {
  readonly id: string;
  readonly text: string;
  readonly error: InputError | null;
}

function CommandHelp({ id, text, error }: CommandHelpProps): ReactNode {
  return (
    <div
      id={id}
      className="absolute top-full right-0 z-30 mt-1.5 w-101 max-w-[calc(100vw-2rem)] rounded-[10px] bg-raise p-3 text-xs shadow-pop phone:top-auto phone:bottom-full phone:mb-1.5"
    >
      {error ? <CommandError text={text} error={error} /> : <Usages text={text} />}
    </div>
  );
}

/** The line again, with a mark under the column that is meant. */
function CommandError({
  text,
  error,
}: {
  readonly text: string;
  readonly error: InputError;
}): ReactNode {
  return (
    <div role="alert">
      {error.column !== undefined && (
        <pre className="mb-1 overflow-x-auto font-mono text-ink" aria-hidden="true">
          {`${text}\n${' '.repeat(Math.max(0, error.column - 1))}`}
          <span className="text-wrong-ink">▲</span>
        </pre>
      )}
      <p className="text-wrong-ink">
        {error.column !== undefined && `Column ${error.column}: `}
        {error.message}
      </p>
    </div>
  );
}

function Usages({ text }: { readonly text: string }): ReactNode {
  return (
    <ul className="flex flex-col gap-1">
      {suggest(text)
        .slice(0, 6)
        .map(({ usage, does }) => (
          <li key={usage} className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-mono text-ink">{usage}</span>
            <span className="ml-auto text-ink3">{does}</span>
          </li>
        ))}
    </ul>
  );
}
