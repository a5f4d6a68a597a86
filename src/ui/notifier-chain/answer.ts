import { answerHex, answerName } from '../../machine/notifier/answer-name.ts';
import { NOTIFY_STOP_MASK, notifierToErrno } from '../../machine/notifier/chain.ts';

/** What a callback returned, as the kernel spells it. */
export interface AnswerWords {
  /** `NOTIFY_OK`, `−ENOMEM`, or the bare number. */
  readonly name: string;
  /** The same without `NOTIFY_`, where little fits. */
  readonly short: string;
  /** `0x8002` */
  readonly hex: string;
  /** The int itself. */
  readonly value: number;
  /** The 0x8000 bit ends the round. */
  readonly stops: boolean;
  /** notifier_to_errno: 0 or negative. */
  readonly errno: number;
}

export function answerWords(answer: number): AnswerWords {
  const name = answerName(answer);
  return {
    name,
    short: name.replace('NOTIFY_', ''),
    hex: answerHex(answer),
    value: answer,
    stops: (answer & NOTIFY_STOP_MASK) !== 0,
    errno: notifierToErrno(answer),
  };
}

/** `1st`, `2nd`, `3rd`, `4th`, `11th`. */
export function ordinal(n: number): string {
  const tens = n % 100;
  const ending =
    tens >= 11 && tens <= 13 ? 'th' : ((['th', 'st', 'nd', 'rd'] as const)[n % 10] ?? 'th');
  return `${n}${ending}`;
}
