import type { InputError } from '../machine/event.ts';
import { locate } from './json-text.ts';

/** An error of an event that was played, with its place in the text of the scenario that held it. */
export function placeError(text: string, error: InputError): InputError {
  const { code, message, event, ...rest } = error;
  if (event === undefined) return error;
  // `events[3].start`
  const key = error.field?.split('.')[1];
  const place = locate(text, ['events', event, ...(key === undefined ? [] : [key])]);
  return { code, message, ...place, ...rest, event };
}
