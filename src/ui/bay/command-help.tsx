import type { ReactNode } from 'react';
import type { InputError } from '../../machine/event.ts';
import { suggest } from './command.ts';
import { ForeseenCard } from './foreseen.tsx';
import { useForeseen } from './use-foreseen.ts';

interface CommandHelpProps {
  readonly id: string;
  readonly text: string;
  readonly error: InputError | null;
}

/** What may be typed, what it would do, or what is wrong with what was. */
export function CommandHelp({ id, text, error }: CommandHelpProps): ReactNode {
  const foreseen = useForeseen(text);
  if (error === null && !foreseen && suggest(text).length === 0) return null;
  return (
    <div
      id={id}
      className="absolute top-full right-0 z-30 mt-1.5 w-101 max-w-[calc(100vw-2rem)] rounded-[10px] bg-raise p-3 text-xs shadow-pop phone:top-auto phone:right-auto phone:bottom-full phone:left-0 phone:mb-1.5"
    >
      {error ? (
        <CommandError text={text} error={error} />
      ) : (
        <div role="status">
          {foreseen ? <ForeseenCard foreseen={foreseen} /> : <Usages text={text} />}
        </div>
      )}
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
