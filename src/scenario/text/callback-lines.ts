import { type Answer, LIMITS, type MachineEvent, type Result } from '../../machine/event.ts';
import { MEMORY_ACTIONS, type MemoryAction } from '../../machine/notifier/action.ts';
import { event, fail, type Rest, readName, type Token } from './line.ts';
import { shown } from './shown.ts';

/** Lines about callbacks of the user's own. */

export function register(rest: Rest): Result<MachineEvent> {
  const [name, priority, ...pairs] = rest.tokens;
  if (!name) return fail(rest.end, 'Expected a name, then a priority.');
  const called = readName(name);
  if (!called.ok) return called;
  if ([...called.value].length > LIMITS.nameLength)
    return fail(name.column, `A name has at most ${LIMITS.nameLength} characters.`);
  if (!priority) return fail(rest.end, 'Expected a priority, a whole number such as 5.');
  if (!/^-?\d{1,10}$/.test(priority.text))
    return fail(priority.column, 'Expected a priority, a whole number such as 5.');
  const answers: Partial<Record<MemoryAction, Answer>> = {};
  for (const pair of pairs) {
    const read = readPair(pair);
    if (!read.ok) return read;
    if (read.value.action in answers)
      return fail(pair.column, `${read.value.action} has an answer already.`);
    answers[read.value.action] = read.value.answer;
  }
  return event({ type: 'register', name: called.value, priority: Number(priority.text), answers });
}

function readPair(pair: Token): Result<{ action: MemoryAction; answer: Answer }> {
  const [key = '', value = ''] = pair.text.split('=', 2);
  const action = readAction({ text: key, column: pair.column }, MEMORY_ACTIONS);
  if (!action.ok) return action;
  const answer = readAnswer({ text: value, column: pair.column + key.length + 1 });
  return answer.ok ? { ok: true, value: { action: action.value, answer: answer.value } } : answer;
}

/** An action as people write it: `MEM_ONLINE`, `online`. */
export function readAction<A extends string>(token: Token, actions: readonly A[]): Result<A> {
  const wanted = token.text.toUpperCase().replace(/^MEM_/, '');
  const action = actions.find((a) => a === wanted || a === `MEM_${wanted}`);
  return action
    ? { ok: true, value: action }
    : fail(token.column, `“${shown(token.text)}” is no action. Expected ${actions.join(', ')}.`);
}

/** An answer as people write it: `BAD`, `NOTIFY_BAD`, `-ENOMEM`, `ENOMEM`, `0x8002`. */
export function readAnswer({ text, column }: Token): Result<Answer> {
  if (/^-?(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text)) return { ok: true, value: readInteger(text) };
  if (/^-?E[A-Z0-9]+$/i.test(text))
    return { ok: true, value: `-${text.toUpperCase().replace('-', '')}` };
  const name = text.toUpperCase().replace(/^NOTIFY_/, '');
  if (['DONE', 'OK', 'STOP', 'BAD'].includes(name)) return { ok: true, value: `NOTIFY_${name}` };
  return fail(column, 'Expected OK, DONE, STOP, BAD, an errno such as -ENOMEM, or a number.');
}

const readInteger = (text: string): number =>
  text.startsWith('-') ? -Number(text.slice(1)) : Number(text);

export function unregister(rest: Rest): Result<MachineEvent> {
  const [name, extra] = rest.tokens;
  if (!name) return fail(rest.end, 'Expected the name of one of your callbacks.');
  if (extra) return fail(extra.column, 'A name with blanks stands between quote marks.');
  const called = readName(name);
  return called.ok ? event({ type: 'unregister', name: called.value }) : called;
}
