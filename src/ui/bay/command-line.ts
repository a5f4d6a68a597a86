import type { InputError, MachineEvent, Result } from '../../machine/event.ts';
import type { Space } from '../../machine/translation.ts';

/** What a typed line asks for: an event of the machine, or a move of the page. */
export type Command =
  | { readonly kind: 'event'; readonly event: MachineEvent }
  /** `hold`: queued work does not run by itself after it. */
  | { readonly kind: 'send'; readonly address: string; readonly hold: boolean }
  | { readonly kind: 'translate'; readonly address: bigint; readonly space: Space | null }
  | { readonly kind: 'go'; readonly address: bigint }
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'open'; readonly what: string }
  | { readonly kind: 'beside'; readonly by: 1 | -1 }
  | { readonly kind: 'play' };

/** A word of the line and its column, from 1. */
export interface Token {
  readonly text: string;
  readonly column: number;
}

/** The line after its first word. */
export interface Rest {
  readonly text: string;
  readonly column: number;
  readonly tokens: readonly Token[];
  /** Column after the last character, where something may be missing. */
  readonly end: number;
}

export type Parser = (rest: Rest) => Result<Command>;

export const fail = (column: number, message: string): { ok: false; error: InputError } => ({
  ok: false,
  error: { code: 'bad-line', message, column },
});
export const event = (value: MachineEvent): Result<Command> => ({
  ok: true,
  value: { kind: 'event', event: value },
});

export function restOf(text: string, column: number, end: number): Rest {
  const tokens = [...text.matchAll(/\S+/g)].map((m) => ({
    text: m[0],
    column: column + m.index,
  }));
  return { text, column, tokens, end };
}
