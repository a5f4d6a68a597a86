import { type ReactNode, useId } from 'react';

interface BitsFieldProps {
  readonly value: string;
  /** Null: not read. */
  readonly shipped: number | null;
  readonly onChange: (bits: string) => void;
}

const USUAL = ['44', '46', '51', '52', '61', '64'];

/** How far up physical addresses reach: as shipped, as in the thread's what-if, or any other. */
export function BitsField({ value, shipped, onChange }: BitsFieldProps): ReactNode {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="text-ink2">
        Physical bits
      </label>
      <div className="flex flex-wrap items-center gap-1">
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="h-7 w-12 rounded-md bg-raise px-2 font-mono ring-1 ring-inset ring-edge phone:h-11"
        />
        {USUAL.map((bits) => (
          <button
            key={bits}
            type="button"
            aria-pressed={bits === value}
            aria-label={`${bits} bits`}
            onClick={() => onChange(bits)}
            className="h-7 min-w-7 cursor-pointer rounded-md px-1.5 text-ink2 hover:bg-sunk aria-pressed:bg-on-faint aria-pressed:font-medium aria-pressed:text-map phone:h-11"
          >
            {bits}
          </button>
        ))}
        <p className="w-full text-ink3">{bitsWords(value, shipped)}</p>
      </div>
    </>
  );
}

function bitsWords(value: string, shipped: number | null): string {
  if (shipped === null) return 'What this architecture shipped was not read.';
  if (value === String(shipped)) return `${shipped} bits, as shipped.`;
  return value === '61'
    ? `The thread’s what-if; this kernel shipped ${shipped}.`
    : `A what-if: this kernel shipped ${shipped}.`;
}
