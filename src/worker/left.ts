import type { InputError } from '../machine/event.ts';

/** The answer to a request that was left on the user's word: a refusal like any other, and the user knows why. */
export const LEFT = {
  ok: false,
  error: { code: 'too-large', message: 'Cancelled: what was here before stays.' },
} as const satisfies { ok: false; error: InputError };

export const isLeft = (error: InputError): boolean => error.message === LEFT.error.message;
