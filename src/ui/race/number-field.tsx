import { type ReactNode, useId, useState } from 'react';

interface NumberFieldProps {
  /** Accessible name. */
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly unit?: string;
  /** Classes for its width. */
  readonly className: string;
  readonly onChange: (value: number) => void;
}

/** A whole number from 0 on. What cannot be one stays as it was typed, with what was expected, and changes nothing. */
export function NumberField({
  label,
  value,
  most,
  unit,
  className,
  onChange,
}: NumberFieldProps): ReactNode {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? `${value}`;
  const wrong = readNumber(text, most) === null;
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
        aria-invalid={wrong || undefined}
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
        <span
          id={`${id}-error`}
          role="alert"
          className="absolute top-full left-0 z-20 mt-1 rounded-md bg-raise px-2.5 py-1.5 whitespace-nowrap text-wrong-ink shadow-pop"
        >
          Expected a whole number from 0 to {most.toLocaleString('en')}.
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
