import { hcallName, isLongBusy } from '../machine/firmware/hcall.ts';
import { answerHex, answerName } from '../machine/notifier/answer-name.ts';
import { answerValue, notifierToErrno } from '../machine/notifier/chain.ts';
import { errnoName, errnoNumber } from '../machine/units/errno.ts';

/**
 * Every code that is shown, in the kernel's spelling, with its number and what it means here: errno (A2e and c4 of
 * the kernels that return it), what a callback answers, what the hypervisor answers.
 */
export interface Code {
  /** `−EBUSY`, `NOTIFY_BAD`, `H_HARDWARE` */
  readonly name: string;
  /** `−16`, `0x8002`, `−1` */
  readonly number: string;
  /** One sentence. */
  readonly says: string;
}

const minus = (n: number): string => n.toString().replace('-', '−');

const ERRNO: Readonly<Record<string, string>> = {
  EPERM: 'Refused without a reason: NOTIFY_BAD reads so, and a walk that found no memory.',
  EINTR: 'A signal ended it while pages were being moved away.',
  EIO: 'The firmware refused a region or its pages; the driver gives up.',
  E2BIG: 'The range ends above what the kernel can address.',
  EAGAIN: 'Pages were still left over after 120 seconds of retries.',
  ENOMEM: 'There was no memory for what it needed.',
  EFAULT: 'An address led nowhere: here an oops.',
  EBUSY: 'Pages that cannot be moved, or a block that is not offline, are in the way.',
  EEXIST: 'Something is there already: a resource, a section or a callback.',
  EINVAL: 'Not whole blocks, several zones, a hole, or that state already.',
  EHWPOISON: 'A page of the block has a hardware error.',
};

const NOTIFY: Readonly<Record<string, string>> = {
  NOTIFY_DONE: 'It does not care; the next one is asked.',
  NOTIFY_OK: 'It agrees; the next one is asked.',
  NOTIFY_STOP: 'The stop bit without an error: nobody after it is asked, the kernel goes on.',
  NOTIFY_BAD: 'It refuses: nobody after it is asked, and the kernel reads −EPERM (−1).',
};

const HCALL: Readonly<Record<string, string>> = {
  H_SUCCESS: 'It went well; of page registration the last call: the region is exactly full.',
  H_BUSY: 'What the driver makes of five long-busies.',
  H_PAGE_REGISTERED: 'The pages were taken; the region is not full yet.',
  H_HARDWARE: 'The hardware failed.',
  H_PARAMETER: 'A parameter is wrong: a handle that is gone, or pages beyond the region’s length.',
  H_RESOURCE: 'The hypervisor lacks a resource.',
  H_NOT_ENOUGH_RESOURCES:
    'The hypervisor has no more of what was asked for: memory regions, for instance.',
  H_R_STATE: 'The resource is in a state that does not allow it.',
};

/** Of an errno as the kernel returns it, negative. */
export function errnoCode(ret: number): Code {
  const name = errnoName(ret);
  return {
    name: name === null ? minus(ret) : `−${name}`,
    number: minus(ret),
    says: (name === null ? undefined : ERRNO[name]) ?? 'The number that the callback was told.',
  };
}

/** Of what a callback returned. */
export function answerCode(answer: number): Code {
  const name = answerName(answer);
  const errno = notifierToErrno(answer);
  const says =
    NOTIFY[name] ??
    (errno < 0
      ? `It refuses: the kernel reads ${minus(errno)}. ${errnoCode(errno).says}`
      : 'A number of its own: no error is read from it.');
  return { name, number: answerHex(answer), says };
}

/** Of what the hypervisor answered. */
export function hcallCode(code: number): Code {
  const name = hcallName(code) ?? minus(code);
  const says = isLongBusy(code)
    ? 'Come again later: the driver’s wrapper tries up to five times.'
    : (HCALL[name] ?? 'A number that no header names.');
  return { name, number: minus(code), says };
}

/** `−EBUSY (−16): pages …` */
export const codeWords = ({ name, number, says }: Code): string =>
  name === number ? `${name}: ${says}` : `${name} (${number}): ${says}`;

/** The code that a word of a text names (`−EBUSY`, `NOTIFY_BAD`, `H_HARDWARE`); null if it names none. */
export function codeNamed(word: string): Code | null {
  const errno = /^[−-](E[A-Z0-9]+)$/.exec(word)?.[1];
  if (errno !== undefined) {
    const number = errnoNumber(errno);
    return number === undefined ? null : errnoCode(-number);
  }
  if (Object.hasOwn(NOTIFY, word)) return answerCode(answerValue(word) ?? 0);
  const code = HCALL_CODES.find((n) => hcallName(n) === word);
  return code === undefined ? null : hcallCode(code);
}

/** All that have a name. */
export const HCALL_CODES: readonly number[] = [
  0, 1, 15, -1, -4, -16, -44, -45, 9900, 9901, 9902, 9903, 9904, 9905,
];
