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
import type { State } from '../../store/store.ts';
import { Key } from '../kit/field.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

/** The language is fetched when the field is first entered: the first picture does not wait for it. */
const language = () => import('./run-command.ts');
const CommandHelp = lazy(async () => ({
  default: (await import('./command-help.tsx')).CommandHelp,
}));

/** A line that was refused, while the scene is the one that it was said to. */
interface Refused {
  readonly error: InputError;
  readonly epoch: number | null;
}

const epochOf = (s: State): number | null => s.scene?.epoch ?? null;

/** Everything that can be done on the page, as one typed line. `/` brings the cursor here. */
export function CommandField({
  inputRef,
}: {
  readonly inputRef: RefObject<HTMLInputElement | null>;
}): ReactNode {
  const store = useStoreApi();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<Refused | null>(null);
  // What was wrong then is no word on what has happened since.
  const epoch = useStore(epochOf);
  const error = refused?.epoch === epoch ? refused.error : null;
  const [helped, setHelped] = useState(false);
  const history = useRef<string[]>([]);
  const recalled = useRef(0);
  const help = useId();

  const run = async (): Promise<void> => {
    const wrong = await store
      .getState()
      .during(async () => (await language()).runLine(store, text));
    setRefused(wrong && { error: wrong, epoch: epochOf(store.getState()) });
    if (wrong) return;
    // Done: the help would lie over what came of it, until the next line is begun.
    setHelped(false);
    history.current.push(text);
    recalled.current = history.current.length;
    // What was typed meanwhile is the next command.
    setText((now) => (now === text ? '' : now));
  };
  const change = (next: string): void => {
    setText(next);
    setHelped(true);
    setRefused(null);
  };
  const recall = (delta: number): void => {
    const at = Math.max(0, Math.min(recalled.current + delta, history.current.length));
    recalled.current = at;
    change(history.current[at] ?? '');
  };
  /** A line that was refused goes with its refusal; any other waits. */
  const leave = (field: HTMLInputElement): void => {
    if (error) change('');
    field.blur();
  };
  const pressed = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') void run();
    else if (event.key === 'ArrowUp') recall(-1);
    else if (event.key === 'ArrowDown') recall(1);
    else if (event.key === 'Escape') leave(event.currentTarget);
    else if (event.key !== '/' || text !== '') return;
    // Pressed once more, the key that led here is no text.
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
          aria-describedby={helped ? help : undefined}
          aria-invalid={error ? true : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="16M @ 0x1000…"
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={pressed}
          onFocus={() => setHelped(true)}
          onBlur={() => setHelped(false)}
          className="h-full min-w-0 flex-1 bg-transparent font-mono text-xs outline-none placeholder:text-ink3"
        />
        <Key>/</Key>
      </div>
      {helped && (
        <Suspense fallback={null}>
          <CommandHelp id={help} text={text} error={error} />
        </Suspense>
      )}
    </div>
  );
}
