import { type ReactNode, useId } from 'react';
import { STRONG } from './fold.tsx';

interface SelectFieldProps {
  readonly label: string;
  /** It names its group. */
  readonly strong?: boolean;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

/** One of a list, in the platform's own control. */
export function SelectField({
  label,
  strong = false,
  value,
  options,
  onChange,
}: SelectFieldProps): ReactNode {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className={strong ? STRONG : 'text-ink2'}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 min-w-0 cursor-pointer rounded-md bg-raise px-2 ring-1 ring-inset ring-edge hover:bg-sunk phone:h-11"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </>
  );
}
