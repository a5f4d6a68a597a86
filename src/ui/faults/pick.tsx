import { type ReactNode, useId } from 'react';
import type { Choice } from './fault-choices.ts';

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onPick: (value: string) => void;
  readonly className?: string;
}

const SHAPE =
  'h-7 w-full min-w-0 cursor-pointer rounded-md bg-raise px-1.5 font-mono text-tiny text-ink ring-1 ring-inset ring-edge hover:ring-ink3 phone:h-11';

/** One of a list, with its name above it. */
export function Pick({ label, value, choices, onPick, className = '' }: PickProps): ReactNode {
  const id = useId();
  return (
    <div className={`min-w-0 phone:min-w-32 ${className}`}>
      <label htmlFor={id} className="block text-tiny/4 text-ink3">
        {label}
      </label>
      <select id={id} value={value} onChange={(e) => onPick(e.target.value)} className={SHAPE}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Which one from now on, counted from 1. */
export function Nth(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="w-20 shrink-0">
      <label htmlFor={id} className="block text-tiny/4 whitespace-nowrap text-ink3">
        {props.label}
      </label>
      <input
        id={id}
        inputMode="numeric"
        value={props.value}
        onChange={(e) => props.onChange(e.target.value)}
        className={`${SHAPE} cursor-text`}
      />
    </div>
  );
}
