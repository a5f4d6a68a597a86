import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { MemoryAction } from '../../machine/notifier/action.ts';
import type { CallbackView } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { Field } from '../kit/field.tsx';
import { Scroller } from '../kit/scroller.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import {
  AROUND_ACTIONS,
  CHOICES,
  check,
  type Draft,
  type DraftErrors,
  draftOf,
  FORM_ACTIONS,
  freshDraft,
} from './draft.ts';
import { saveCallback } from './save-callback.ts';

interface CallbackFormProps {
  /** The callback to edit; null: a new one. */
  readonly callback: CallbackView | null;
  readonly chain: readonly CallbackView[];
  readonly size: 'wide' | 'normal' | 'narrow';
  /** This kernel sends MEM_PREPARE_ONLINE and MEM_FINISH_OFFLINE too. */
  readonly prepares: boolean;
  readonly onDone: () => void;
}

/** A callback of the user's own: name, priority, and an answer to each action. */
export function CallbackForm(props: CallbackFormProps): ReactNode {
  const { callback, chain, size, prepares, onDone } = props;
  const others = chain.map((c) => c.name).filter((name) => name !== callback?.name);
  const [draft, setDraft] = useState<Draft>(() =>
    callback ? draftOf(callback) : freshDraft(others),
  );
  const [errors, setErrors] = useState<DraftErrors>({});
  const store = useStoreApi();
  const first = useRef<HTMLFormElement>(null);
  useEffect(() => first.current?.querySelector('input')?.select(), []);

  const actions = prepares ? [...FORM_ACTIONS, ...AROUND_ACTIONS] : FORM_ACTIONS;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const checked = check(draft, others, actions);
    if (!checked.ok) {
      setErrors(checked.errors);
      return;
    }
    const page = store.getState();
    const old = callback?.name ?? null;
    const error = await saveCallback(page, page.scene?.step ?? 0, old, checked.event);
    if (error) setErrors(placed(error));
    else onDone();
  };
  const title = callback ? `Edit ${callback.name}` : 'A callback of your own';
  return (
    <form
      ref={first}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
      aria-label={title}
      noValidate
      className="flex min-h-0 flex-1 flex-col"
    >
      <Scroller label="Its answers" className="-mx-1 flex-1 px-1 pb-1">
        <div
          className={`mb-2 grid gap-x-2 gap-y-1 ${size === 'wide' ? 'grid-cols-[1fr_5rem_1fr]' : 'grid-cols-[1fr_5rem]'}`}
        >
          <Field
            label="Name"
            showLabel
            value={draft.name}
            error={asError(errors.name)}
            onChange={(e) => setDraft({ ...draft, name: e.target.value })}
          />
          <Field
            label="Priority"
            showLabel
            inputMode="numeric"
            value={draft.priority}
            error={asError(errors.priority)}
            onChange={(e) => setDraft({ ...draft, priority: e.target.value })}
          />
          <p
            className={`text-tiny/3.5 text-ink3 ${size === 'wide' ? 'self-end pb-2 pl-1' : 'col-span-2'}`}
          >
            Higher is called earlier; eHEA has 0.
          </p>
        </div>
        <div className={`grid gap-x-4 gap-y-1 ${size === 'wide' ? 'grid-cols-3' : ''}`}>
          {actions.map((action) => (
            <AnswerField
              key={action}
              action={action}
              value={draft.answers[action]}
              error={errors[action]}
              stacked={size !== 'normal'}
              onChange={(value) =>
                setDraft({ ...draft, answers: { ...draft.answers, [action]: value } })
              }
            />
          ))}
        </div>
        {errors.form && (
          <p role="alert" className="mt-1.5 text-xs text-wrong-ink">
            {errors.form}
          </p>
        )}
      </Scroller>
      <div className="flex shrink-0 gap-1.5 pt-2">
        <Button type="submit" kind="filled">
          {callback ? 'Save callback' : 'Register'}
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}

const asError = (message: string | undefined): { message: string } | null =>
  message === undefined ? null : { message };

/** A refusal of the machine, at the field that it is about. */
function placed(error: { readonly message: string; readonly field?: string }): DraftErrors {
  const field = error.field?.split('.').at(-1);
  const actions = [...FORM_ACTIONS, ...AROUND_ACTIONS];
  const known = field === 'name' || field === 'priority' || actions.some((a) => a === field);
  return { [known && field ? field : 'form']: error.message };
}

interface AnswerFieldProps {
  readonly action: MemoryAction;
  readonly value: string;
  readonly error: string | undefined;
  readonly stacked: boolean;
  readonly onChange: (value: string) => void;
}

const RAW = 'raw';
const SELECT =
  'h-7 min-w-24 flex-1 cursor-pointer rounded-md bg-raise px-1.5 font-mono text-tiny text-ink ring-1 ring-inset ring-edge hover:ring-ink3 phone:h-11';

/** The answer to one action: by name, by errno, or any number. */
function AnswerField({ action, value, error, stacked, onChange }: AnswerFieldProps): ReactNode {
  const id = useId();
  const raw = !/^(NOTIFY_|-E)/.test(value);
  const options = raw || CHOICES.some((c) => c === value) ? CHOICES : [...CHOICES, value];
  return (
    <div className={stacked ? '' : 'flex items-center gap-2'}>
      <label htmlFor={id} className="w-37 shrink-0 font-mono text-tiny/5 text-ink2">
        {action}
      </label>
      <div className="flex min-w-0 flex-1 flex-wrap gap-1">
        <select
          id={id}
          value={raw ? RAW : value}
          onChange={(e) => onChange(e.target.value === RAW ? '0x8002' : e.target.value)}
          className={SELECT}
        >
          {options.map((choice) => (
            <option key={choice} value={choice}>
              {choice.replace('-', '−')}
            </option>
          ))}
          <option value={RAW}>a number…</option>
        </select>
        {raw && (
          <input
            aria-label={`Number answered to ${action}`}
            aria-invalid={error ? true : undefined}
            title={error}
            value={value}
            onChange={(e) => onChange(e.target.value)}
            className={`h-7 w-16 min-w-0 flex-1 rounded-md bg-raise px-1.5 font-mono text-tiny ring-1 ring-inset phone:h-11 ${error ? 'ring-wrong' : 'ring-edge'}`}
          />
        )}
      </div>
      {error && <span className="text-tiny text-wrong-ink">{error}</span>}
    </div>
  );
}
