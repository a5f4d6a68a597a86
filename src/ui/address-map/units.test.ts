import { expect, test } from 'vitest';
import { unitLabel } from './units.ts';

test('a byte is labelled with its own low byte, wider cells with the digits in which they differ', () => {
  expect(unitLabel(0, 1)).toBe('00');
  expect(unitLabel(0xffffe0, 1)).toBe('e0');
  expect(unitLabel(0xffffff, 1)).toBe('ff');
  expect(unitLabel(0xfe0, 16)).toBe('fe0');
  expect(unitLabel(0x12000, 4096)).toBe('12000');
  expect(unitLabel(0xf00000, 2 ** 20)).toBe('f00000');
});
