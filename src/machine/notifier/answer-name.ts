import { errnoWords } from '../units/errno.ts';
import {
  NOTIFY_BAD,
  NOTIFY_DONE,
  NOTIFY_OK,
  NOTIFY_STOP,
  NOTIFY_STOP_MASK,
  notifierToErrno,
} from './chain.ts';

/** What a callback returned, as the kernel spells it (include/linux/notifier.h). */

const NAMES: Readonly<Record<number, string>> = {
  [NOTIFY_DONE]: 'NOTIFY_DONE',
  [NOTIFY_OK]: 'NOTIFY_OK',
  [NOTIFY_STOP]: 'NOTIFY_STOP',
  [NOTIFY_BAD]: 'NOTIFY_BAD',
};

/** An int as a hex dump shows it: -5 is 0xfffffffb. */
export const answerHex = (answer: number): string =>
  `0x${(answer >>> 0).toString(16).padStart(4, '0')}`;

/** `NOTIFY_OK`, `−ENOMEM` for what notifier_from_errno made of it, or the bare number. */
export function answerName(answer: number): string {
  const errno = notifierToErrno(answer);
  const refuses = (answer & NOTIFY_STOP_MASK) !== 0 && errno < 0;
  return NAMES[answer] ?? (refuses ? errnoWords(errno) : answerHex(answer));
}

/** `NOTIFY_STOP (0x8001)`, in prose. */
export const nameAnswer = (answer: number): string =>
  answerName(answer) === answerHex(answer)
    ? answerHex(answer)
    : `${answerName(answer)} (${answerHex(answer)})`;
