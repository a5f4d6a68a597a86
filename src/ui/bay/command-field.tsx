import {
  type KeyboardEvent,
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useId,
  useRef,
  useState,
} from 'react';
import type { InputError } from '../../machine/event.ts';
import { Key } from '../kit/field.tsx';
import { useStoreApi } from '../kit/use-store.ts';

/** The language is fetched when the field is first entered: the first picture does not wait for it. */
const language = () => import('./run-command.ts');
const CommandHelp = lazy(async () => ({
  default: (await import('./command-help.tsx')).CommandHelp,
}));

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
    const refused = await store
      .getState()
      .during(async () => (await language()).runLine(store, text));
    setError(refused);
    if (refused) return;
    history.current.push(text);
    recalled.current = history.current.length;
    // What was typed meanwhile is the next command.
    setText((now) => (now === text ? '' : now));
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
  return (
    <div className="relative w-49 shrink-0 phone:w-auto phone:flex-1 @max-[70rem]:tabs:w-40 @max-[58rem]:tabs:w-28">
      <div
        className={`flex h-8.5 items-center gap-2 rounded-md bg-raise px-2.5 ring-1 ring-inset focus-within:ring-2 phone:h-11 ${error ? 'ring-wrong' : 'ring-edge focus-within:ring-ink'}`}
      >
        <input
          ref={inputRef}
          type="text"
          aria-label="Command"
          aria-describedby={focused ? help : undefined}
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
      {focused && (
        <Suspense fallback={null}>
          <CommandHelp id={help} text={text} error={error} />
        </Suspense>
      )}
    </div>
  );
}
