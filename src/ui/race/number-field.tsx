import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

interface NumberFieldProps {
  /** Accessible name. */
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly unit?: string;
  /** Classes for its width. */
  readonly className: string;
  readonly onChange: (value: number) => void;
  /** What was expected where it is wrong; null: it is right again. */
  readonly onWrong: (why: string | null) => void;
}

/**
 * A whole number from 0 on. What cannot be one stays as it was typed, and changes nothing; what was expected is told to
 * whoever shows it, so that nothing is moved or covered by it here.
 */
export function NumberField({
  label,
  value,
  most,
  unit,
  className,
  onChange,
  onWrong,
}: NumberFieldProps): ReactNode {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    // Set by something else: what was typed here is not what holds.
    if (typed !== null && readNumber(typed, most) !== value) setTyped(null);
  }
  const text = typed ?? `${value}`;
  const wrong =
    readNumber(text, most) === null
      ? `${label}: expected a whole number from 0 to ${most.toLocaleString('en')}.`
      : null;
  const tell = useRef(onWrong);
  tell.current = onWrong;
  useEffect(() => {
    if (wrong === null) return;
    tell.current(wrong);
    return () => tell.current(null);
  }, [wrong]);
  const change = (next: string): void => {
    setTyped(next);
    const read = readNumber(next, most);
    if (read !== null) onChange(read);
  };
  return (
    <span className="relative inline-flex items-center gap-1">
      <input
        id={id}
        type="text"
        inputMode="numeric"
        aria-label={label}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => change(event.target.value)}
        onBlur={() => !wrong && setTyped(null)}
        className={`h-6.5 rounded-md bg-raise px-2 font-mono ring-1 ring-inset phone:h-11 ${wrong ? 'ring-wrong' : 'ring-edge'} ${className}`}
      />
      {unit}
      {wrong && (
        <span id={`${id}-error`} role="alert" className="sr-only">
          {wrong}
        </span>
      )}
    </span>
  );
}

/** Digits alone. */
export function readNumber(text: string, most: number): number | null {
  if (!/^\s*\d{1,10}\s*$/.test(text)) return null;
  const number = Number(text);
  return number <= most ? number : null;
}
