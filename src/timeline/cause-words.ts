import type { Cause } from '../machine/trace.ts';

const CANCELLED = 'a CANCEL went to everybody';

/** Nobody refused: what the kernel met, and who heard of it. */
export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  isolation: 'A page of it cannot be moved, so it was not isolated; no callback was asked.',
  hole: 'Not all of it is memory; no callback was asked.',
  zones: 'It lies in several zones; no callback was asked.',
  poisoned: 'A page of it has a hardware error; no callback was asked.',
  timeout: `Pages were left over for 120 seconds; ${CANCELLED}.`,
  signal: `A signal came while its pages were moved; ${CANCELLED}.`,
  unmovable: `A page became unmovable while it waited; ${CANCELLED}.`,
  migration: `Moving its pages failed five times; ${CANCELLED}.`,
  ungranted: `The firmware has not granted that memory; ${CANCELLED}.`,
};
