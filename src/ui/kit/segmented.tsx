import { type ReactNode, useId } from 'react';

interface SegmentedProps<T extends string> {
  /** Accessible name of the radio group. */
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  readonly className?: string;
}

/** One of a few, side by side: a real radio group, so that the arrow keys come with it. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
  className = '',
}: SegmentedProps<T>): ReactNode {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={`flex h-6.5 shrink-0 overflow-hidden rounded-md ring-1 ring-inset ring-edge has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink phone:h-11 ${className}`}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="relative flex cursor-pointer items-center px-2.5 text-xs text-ink2 hover:text-ink has-checked:bg-ink has-checked:font-medium has-checked:text-paper"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 m-0 cursor-pointer appearance-none outline-none"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
