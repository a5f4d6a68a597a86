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

const STOP_BIT = 0x8000;

const NAMES: Readonly<Record<number, string>> = {
  0: 'NOTIFY_DONE',
  1: 'NOTIFY_OK',
  32769: 'NOTIFY_STOP',
  32770: 'NOTIFY_BAD',
};

const ERRNOS: Readonly<Record<number, string>> = {
  1: 'EPERM',
  4: 'EINTR',
  5: 'EIO',
  7: 'E2BIG',
  11: 'EAGAIN',
  12: 'ENOMEM',
  14: 'EFAULT',
  16: 'EBUSY',
  17: 'EEXIST',
  19: 'ENODEV',
  22: 'EINVAL',
  34: 'ERANGE',
};

/** `−EPERM` for -1, `0` for 0, `−99` for a number without a name. */
export function errnoWords(ret: number): string {
  if (ret >= 0) return ret.toString();
  return `−${ERRNOS[-ret] ?? -ret}`;
}

/** notifier_to_errno of kernel/notifier.c: the stop bit off, then 1 - r above 1. */
export function toErrno(answer: number): number {
  const rest = answer & ~STOP_BIT;
  return rest > 1 ? 1 - rest : 0;
}

/** An int as a hex dump shows it: -5 is 0xfffffffb. */
export const answerHex = (answer: number): string =>
  `0x${(answer >>> 0).toString(16).padStart(4, '0')}`;

export function answerWords(answer: number): AnswerWords {
  const hex = answerHex(answer);
  const errno = toErrno(answer);
  const stops = (answer & STOP_BIT) !== 0;
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
