import { type ReactNode, useId, useState } from 'react';
import { OPTIONS } from '../../machine/kernel/option-values.ts';
import type { Options } from '../../machine/kernel/options.ts';
import { changed, type Draft, draftOptions } from './draft.ts';
import { Fold } from './fold.tsx';

interface AdapterFieldsProps {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
}

const COUNTS = [
  ['adapters', 'Adapters', '0: the driver finds none'],
  ['ports', 'Ports', 'of each adapter'],
  ['queuePairs', 'Queue pairs', 'of each port; each takes two shared regions'],
  ['mrBudget', 'Memory regions', 'that the firmware has, ours; empty: no limit'],
] as const;
type CountKey = (typeof COUNTS)[number][0];

/** What hangs on the GX bus: how much of it there is, and how many memory regions the firmware grants. */
export function AdapterFields({ draft, setDraft }: AdapterFieldsProps): ReactNode {
  const options = draftOptions(draft);
  return (
    <Fold strong title="Adapter" note={inShort(options)}>
      <div className="grid grid-cols-[7.5rem_4rem_1fr] items-center gap-x-3 gap-y-1.5">
        {COUNTS.map(([key, label, note]) => (
          <CountField
            key={key}
            name={key}
            label={label}
            note={note}
            value={options[key]}
            onChange={(value) => setDraft(changed(draft, { options: { [key]: value } }))}
          />
        ))}
      </div>
    </Fold>
  );
}

const some = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function inShort({ adapters, ports, queuePairs, mrBudget }: Options): string {
  const regions = mrBudget === null ? [] : [`${some(mrBudget, 'region')} in all`];
  return [
    some(adapters, 'adapter'),
    some(ports, 'port'),
    some(queuePairs, 'queue pair'),
    ...regions,
  ].join(', ');
}

interface CountFieldProps {
  readonly name: CountKey;
  readonly label: string;
  readonly note: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A whole number, taken over when it is one; what is not keeps its text and says what was expected. */
function CountField({ name, label, note, value, onChange }: CountFieldProps): ReactNode {
  const id = useId();
  const [text, setText] = useState(value === null ? '' : String(value));
  const typedCount = readCount(name, text);
  // Another choice may have changed the number since it was typed.
  const shown =
    typedCount === undefined || typedCount === value ? text : value === null ? '' : String(value);
  const read = readCount(name, shown);
  const take = (typed: string): void => {
    setText(typed);
    const next = readCount(name, typed);
    if (next !== undefined && next !== value) onChange(next);
  };
  return (
    <>
      <label htmlFor={id} className="text-ink2">
        {label}
      </label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={shown}
        aria-invalid={read === undefined || undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => take(event.target.value)}
        className={`h-7 min-w-0 rounded-md bg-raise px-2 font-mono ring-1 ring-inset phone:h-11 ${read === undefined ? 'ring-wrong' : 'ring-edge'}`}
      />
      <span
        id={`${id}-note`}
        className={`text-[0.6875rem]/4 ${read === undefined ? 'text-wrong-ink' : 'text-ink3'}`}
      >
        {read === undefined ? expected(name) : note}
      </span>
    </>
  );
}

/** Undefined: no such number. */
function readCount(key: CountKey, text: string): number | null | undefined {
  const range = OPTIONS[key];
  if (!('low' in range)) return undefined;
  const typed = text.trim();
  if (typed === '' && range.none) return null;
  const number = /^\d{1,10}$/.test(typed) ? Number(typed) : -1;
  return number >= range.low && number <= range.high ? number : undefined;
}

function expected(key: CountKey): string {
  const range = OPTIONS[key];
  return 'low' in range ? `Expected ${range.low} to ${range.high}.` : '';
}
