import { type ComponentProps, type ReactNode, useId } from 'react';
import type { InputError } from '../../machine/event.ts';

interface FieldProps extends Omit<ComponentProps<'input'>, 'type'> {
  /** Accessible name; visible only where `showLabel` says so. */
  readonly label: string;
  readonly showLabel?: boolean;
  readonly error?: Pick<InputError, 'message' | 'column'> | null;
  /** At the right end inside the frame: a key, a unit, a choice. */
  readonly after?: ReactNode;
  /** Extra classes of the frame. */
  readonly className?: string;
}

const INPUT =
  'h-full min-w-0 flex-1 bg-transparent font-mono outline-none placeholder:text-ink3 disabled:text-ink3';

/**
 * A line of text with a 3:1 edge. What is wrong with it stands below it, with the column, and is tied to it
 * for screen readers; the text is never changed for the user.
 */
export function Field({
  label,
  showLabel = false,
  error,
  after,
  className = '',
  ...rest
}: FieldProps): ReactNode {
  const id = useId();
  const edge = error
    ? 'ring-wrong'
    : 'ring-edge focus-within:ring-2 focus-within:ring-ink hover:ring-ink3';
  return (
    <div className="min-w-0">
      <label htmlFor={id} className={showLabel ? 'mb-1 block text-xs text-ink2' : 'sr-only'}>
        {label}
      </label>
      <div
        className={`flex h-8.5 low:h-7.5 items-center gap-2 rounded-md bg-raise px-2.5 text-xs ring-1 ring-inset ${edge} phone:h-11 ${className}`}
      >
        <input
          id={id}
          type="text"
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className={INPUT}
          {...rest}
        />
        {after}
      </div>
      {error && <FieldError id={`${id}-error`} error={error} />}
    </div>
  );
}

/** What is wrong, and in which column. */
export function FieldError({
  id,
  error,
}: {
  readonly id?: string;
  readonly error: Pick<InputError, 'message' | 'column'>;
}): ReactNode {
  return (
    <p id={id} className="mt-1 text-xs text-wrong-ink">
      {error.column !== undefined && <span className="font-mono">column {error.column}: </span>}
      {error.message}
    </p>
  );
}

/** A key cap. */
export function Key({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <kbd className="rounded-[3px] px-1 font-mono text-[0.625rem]/3.5 font-medium text-ink3 ring-1 ring-inset ring-line2 phone:hidden">
      {children}
    </kbd>
  );
}
