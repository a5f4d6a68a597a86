import { refuseAnswers } from './asked-actions.ts';
import type { Draft } from './draft.ts';
import type { InputError, RegisterEvent, UnregisterEvent } from './event.ts';
import { LIMITS } from './event.ts';
import { canHotplug } from './kernel/ability.ts';
import type { Callback, Machine } from './machine.ts';
import { insertBlock, NOTIFY_OK } from './notifier/chain.ts';

/** Callbacks that a user adds to the memory chain. */

const usersOf = (machine: Machine): readonly Callback[] =>
  machine.chain.filter((c) => c.kind === 'user');

export function refuseRegister(machine: Machine, event: RegisterEvent): InputError | null {
  if (!canHotplug(machine))
    return {
      code: 'bad-event',
      message: `${machine.edition.label} is built without MEMORY_HOTPLUG here: there is no memory chain to register with.`,
    };
  if (machine.chain.some((c) => c.name === event.name))
    return {
      code: 'bad-event',
      message: `A callback "${event.name}" is in the chain already.`,
      field: 'name',
    };
  if (usersOf(machine).length >= LIMITS.callbacks)
    return {
      code: 'too-many',
      message: `More than ${LIMITS.callbacks} callbacks of your own.`,
      field: 'name',
    };
  return refuseAnswers(machine, event.answers);
}

export function register(draft: Draft, event: RegisterEvent): void {
  const order =
    Math.max(0, ...draft.chain.filter((c) => c.kind === 'user').map((c) => c.order)) + 1;
  draft.chain = insertBlock(draft.chain, {
    name: event.name,
    priority: event.priority,
    kind: 'user',
    value: NOTIFY_OK,
    order,
    answers: event.answers,
    gloss: '',
    source: '',
  });
  const position = draft.chain.findIndex((c) => c.name === event.name);
  draft.facts.push({ type: 'register', name: event.name, priority: event.priority, position });
}

export function refuseUnregister(machine: Machine, event: UnregisterEvent): InputError | null {
  return usersOf(machine).some((c) => c.name === event.name)
    ? null
    : {
        code: 'bad-event',
        message: `No callback of yours is called "${event.name}".`,
        field: 'name',
      };
}

export function unregister(draft: Draft, event: UnregisterEvent): void {
  const position = draft.chain.findIndex((c) => c.kind === 'user' && c.name === event.name);
  const priority = draft.chain[position]?.priority ?? 0;
  draft.chain = draft.chain.filter((_, i) => i !== position);
  draft.facts.push({ type: 'unregister', name: event.name, priority, position });
}
