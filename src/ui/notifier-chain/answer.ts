import {
  NOTIFY_BAD,
  NOTIFY_DONE,
  NOTIFY_OK,
  NOTIFY_STOP,
  NOTIFY_STOP_MASK,
  notifierToErrno,
} from '../../machine/notifier/chain.ts';
import { errnoWords } from '../../machine/units/errno.ts';

/** What a callback returned, as the kernel spells it. */
export interface AnswerWords {
  /** `NOTIFY_OK`, `−ENOMEM`, or the bare number. */
  readonly name: string;
  /** The same without `NOTIFY_`, where little fits. */
  readonly short: string;
  /** `0x8002` */
  readonly hex: string;
  /** The 0x8000 bit ends the round. */
  readonly stops: boolean;
  /** notifier_to_errno: 0 or negative. */
  readonly errno: number;
}

const NAMES: Readonly<Record<number, string>> = {
  [NOTIFY_DONE]: 'NOTIFY_DONE',
  [NOTIFY_OK]: 'NOTIFY_OK',
  [NOTIFY_STOP]: 'NOTIFY_STOP',
  [NOTIFY_BAD]: 'NOTIFY_BAD',
};

/** An int as a hex dump shows it: -5 is 0xfffffffb. */
export const answerHex = (answer: number): string =>
  `0x${(answer >>> 0).toString(16).padStart(4, '0')}`;

export function answerWords(answer: number): AnswerWords {
  const hex = answerHex(answer);
  const errno = notifierToErrno(answer);
  const stops = (answer & NOTIFY_STOP_MASK) !== 0;
  const known = NAMES[answer] ?? (stops && errno < 0 ? errnoWords(errno) : undefined);
  return {
    name: known ?? hex,
    short: (known ?? hex).replace('NOTIFY_', ''),
    hex,
    stops,
    errno,
  };
}

/** `1st`, `2nd`, `3rd`, `4th`, `11th`. */
export function ordinal(n: number): string {
  const tens = n % 100;
  const ending =
    tens >= 11 && tens <= 13 ? 'th' : ((['th', 'st', 'nd', 'rd'] as const)[n % 10] ?? 'th');
  return `${n}${ending}`;
}
