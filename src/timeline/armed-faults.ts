import type { Answer } from '../machine/event.ts';
import type { OtherCall } from '../machine/firmware/other-calls.ts';
import type { Machine } from '../machine/machine.ts';
import type { ChainAction } from '../machine/notifier/action.ts';

/** Something that was told to happen and has not yet; `nth` counts from now. */
export type ArmedFault =
  | { readonly what: 'allocation'; readonly nth: number }
  /** `call`: another kind than page registration. */
  | {
      readonly what: 'hcall';
      readonly nth: number;
      readonly code: number;
      readonly call?: OtherCall;
    }
  | {
      readonly what: 'callback';
      readonly name: string;
      readonly action: ChainAction;
      readonly answer: Answer;
    }
  | { readonly what: 'signal' };

/** In the order in which they were told, by kind. */
export const armedFaults = (machine: Machine): readonly ArmedFault[] => [
  ...machine.armedAllocations.map((nth) => ({ what: 'allocation' as const, nth })),
  ...machine.armedHcalls
    .filter(({ watch }) => watch === undefined)
    .map(({ nth, code }) => ({ what: 'hcall' as const, nth, code })),
  ...machine.armedCalls.map(({ call, nth, code }) => ({ what: 'hcall' as const, nth, code, call })),
  ...machine.armedAnswers.map((armed) => ({ what: 'callback' as const, ...armed })),
  ...Array.from({ length: machine.signals }, () => ({ what: 'signal' as const })),
];
