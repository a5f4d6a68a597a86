import type { MachineEvent } from '../../machine/event.ts';
import type { Space } from '../../machine/translation.ts';
import type { Reader } from '../../scenario/text/line.ts';

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
  | { readonly kind: 'play' }
  | { readonly kind: 'race' };

export type Parser = Reader<Command>;
