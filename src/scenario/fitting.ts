import type { InputError } from '../machine/event.ts';

/**
 * How many events of a text come before the one that an error is about: so many can still be opened. Null if the
 * error is about something else.
 */
export function eventsBefore({ event, field }: InputError): number | null {
  if (event !== undefined) return event;
  const index = /^events\[(\d+)\]/.exec(field ?? '')?.[1];
  return index === undefined ? null : Number(index);
}

/** The scenario in a JSON value with its first events alone, the cursor behind the last of them. */
export function firstEvents(value: unknown, most: number): unknown {
  if (typeof value !== 'object' || value === null || !('events' in value)) return value;
  if (!Array.isArray(value.events)) return value;
  const { step: _, ...rest } = value as { readonly step?: unknown };
  return { ...rest, events: value.events.slice(0, most) };
}
