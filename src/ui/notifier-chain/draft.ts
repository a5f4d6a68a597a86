import { type Answer, LIMITS, type RegisterEvent } from '../../machine/event.ts';
import { MEMORY_ACTIONS, type MemoryAction } from '../../machine/notifier/action.ts';
import { answerHex } from '../../machine/notifier/answer-name.ts';
import type { CallbackView } from '../../worker/protocol.ts';

/** Answers offered by name; anything else is typed as a number. */
export const CHOICES = [
  'NOTIFY_OK',
  'NOTIFY_DONE',
  'NOTIFY_STOP',
  'NOTIFY_BAD',
  '-EBUSY',
  '-ENOMEM',
  '-EINVAL',
  '-EAGAIN',
] as const;

/** A callback as it stands in the form. */
export interface Draft {
  readonly name: string;
  readonly priority: string;
  readonly answers: Readonly<Record<MemoryAction, string>>;
}

/** Order in which the form lists them: as they come in life. */
export const FORM_ACTIONS: readonly MemoryAction[] = [
  'MEM_GOING_ONLINE',
  'MEM_ONLINE',
  'MEM_CANCEL_ONLINE',
  'MEM_GOING_OFFLINE',
  'MEM_OFFLINE',
  'MEM_CANCEL_OFFLINE',
];

/** What 6.12 alone sends around them. */
export const AROUND_ACTIONS: readonly MemoryAction[] = ['MEM_PREPARE_ONLINE', 'MEM_FINISH_OFFLINE'];

function answersFrom(given: Readonly<Record<string, Answer>>): Draft['answers'] {
  return Object.fromEntries(
    MEMORY_ACTIONS.map((action) => [action, spell(given[action] ?? 'NOTIFY_OK')]),
  ) as Draft['answers'];
}

const spell = (answer: Answer): string => (typeof answer === 'number' ? answerHex(answer) : answer);

/** Ready to press: a callback that refuses MEM_GOING_OFFLINE, ahead of slub and eHEA. */
export function freshDraft(taken: readonly string[]): Draft {
  let name = 'my_veto';
  for (let n = 2; taken.includes(name); n += 1) name = `my_veto_${n}`;
  return { name, priority: '5', answers: answersFrom({ MEM_GOING_OFFLINE: 'NOTIFY_BAD' }) };
}

export const draftOf = (callback: CallbackView): Draft => ({
  name: callback.name,
  priority: callback.priority.toString(),
  answers: answersFrom(callback.answers),
});

/** What is wrong with a draft, by field. */
export type DraftErrors = Readonly<
  Partial<Record<'name' | 'priority' | 'form' | MemoryAction, string>>
>;

export type Checked =
  | { readonly ok: true; readonly event: RegisterEvent }
  | { readonly ok: false; readonly errors: DraftErrors };

/**
 * The event that a draft means, or what keeps it from being one.
 *
 * @param sent the actions of this kernel: an answer to another, kept from a kernel before, is left out
 */
export function check(
  draft: Draft,
  taken: readonly string[],
  sent: readonly MemoryAction[] = MEMORY_ACTIONS,
): Checked {
  const errors: Partial<Record<keyof DraftErrors, string>> = {};
  const name = draft.name.trim();
  if (name === '') errors.name = 'A callback needs a name.';
  else if (name.length > LIMITS.nameLength)
    errors.name = `At most ${LIMITS.nameLength} characters.`;
  else if (taken.includes(name)) errors.name = `${name} is in the chain already.`;
  const priority = within(readNumber(draft.priority), INT_MIN, INT_MAX);
  if (priority === undefined) errors.priority = 'A whole number; the default is 0.';
  const answers: Partial<Record<MemoryAction, Answer>> = {};
  for (const action of MEMORY_ACTIONS.filter((a) => sent.includes(a))) {
    const answer = readAnswer(draft.answers[action]);
    if (answer === undefined) errors[action] = 'A number of 32 bits, such as 0x8002 or -5.';
    else if (answer !== 'NOTIFY_OK') answers[action] = answer;
  }
  if (priority === undefined || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, event: { type: 'register', name, priority, answers } };
}

const INT_MIN = -(2 ** 31);
const INT_MAX = 2 ** 31 - 1;
const UINT_MAX = 2 ** 32 - 1;

function readNumber(text: string): number | undefined {
  const plain = text.trim().replace('−', '-');
  if (!/^-?(\d+|0x[0-9a-f]+)$/i.test(plain)) return undefined;
  const value = plain.startsWith('-') ? -Number(plain.slice(1)) : Number(plain);
  // No minus zero.
  return value + 0;
}

const within = (value: number | undefined, least: number, most: number): number | undefined =>
  value !== undefined && value >= least && value <= most ? value : undefined;

/** A callback returns an int; it may be written as the unsigned number of its 32 bits. */
function readAnswer(text: string): Answer | undefined {
  return /^(NOTIFY_[A-Z]+|-E[A-Z0-9]+)$/.test(text)
    ? text
    : within(readNumber(text), INT_MIN, UINT_MAX);
}
