import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { errnoName, errnoNumber, errnoWords } from './errno.ts';

describe('errno', () => {
  // Two numbers for these are one on Linux: ENOTSUP is the C library's, EWOULDBLOCK an alias.
  const known = Object.entries(constants.errno).filter(([name]) => name !== 'ENOTSUP');

  it.runIf(process.platform === 'linux')('has the numbers that the C library of Linux has', () => {
    expect(known.length).toBeGreaterThan(70);
    for (const [name, number] of known) {
      expect(`${name} ${errnoNumber(name)}`).toBe(`${name} ${number}`);
      if (name !== 'EWOULDBLOCK') expect(errnoName(-number)).toBe(name);
    }
  });

  it('goes to 133, each number once, there and back', () => {
    const names = Array.from({ length: 133 }, (_, i) => errnoName(-i - 1));
    expect(names.filter((name) => name === null)).toHaveLength(1);
    expect(names[40]).toBeNull();
    for (const [i, name] of names.entries()) if (name) expect(errnoNumber(name)).toBe(i + 1);
    // include/uapi/asm-generic/errno.h
    expect(['EHWPOISON', 'ERFKILL', 'ECANCELED', 'EBADMSG', 'ERESTART'].map(errnoNumber)).toEqual([
      133, 132, 125, 74, 85,
    ]);
  });

  it('knows no other name or number', () => {
    for (const name of ['', '-', 'eperm', 'constructor', 'ENOTHING', 'E', 'ENOTSUPP'])
      expect(errnoNumber(name)).toBeUndefined();
    for (const ret of [0, 1, 12, -134, -1.5, Number.NaN]) expect(errnoName(ret)).toBeNull();
  });

  it('is told to people with a minus sign', () => {
    expect([-12, -41, 0, 5].map(errnoWords)).toEqual(['−ENOMEM', '−41', '0', '5']);
  });
});
