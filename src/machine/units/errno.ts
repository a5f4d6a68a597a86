/** errno numbers of Linux (include/asm-generic/errno-base.h and errno.h; the same on ppc64 for all of these). */
const ERRNO: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  ENXIO: 6,
  E2BIG: 7,
  ENOEXEC: 8,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  ENOTBLK: 15,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  ENOTTY: 25,
  ETXTBSY: 26,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EMLINK: 31,
  EPIPE: 32,
  EDOM: 33,
  ERANGE: 34,
  ENOSYS: 38,
  EOPNOTSUPP: 95,
  ETIMEDOUT: 110,
  EHWPOISON: 133,
};

/** As a kernel function returns them. */
export const EPERM = -1;
export const EIO = -5;
export const ENOMEM = -12;
export const EFAULT = -14;
export const EEXIST = -17;
export const EINVAL = -22;

const NAMES = new Map(Object.entries(ERRNO).map(([name, number]) => [number, name]));

/** 12 for `ENOMEM`; undefined for a name the kernel does not have. */
export const errnoNumber = (name: string): number | undefined =>
  Object.hasOwn(ERRNO, name) ? ERRNO[name] : undefined;

/** `ENOMEM` for a return value of -12; null for 0 and above, and for numbers without a name. */
export const errnoName = (ret: number): string | null => NAMES.get(-ret) ?? null;
