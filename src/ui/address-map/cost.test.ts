import { expect, test } from 'vitest';
import { ratioWords } from '../../timeline/ratio-words.ts';
import { barLength, barScale, numeral, pixelWords } from './cost.ts';

const FLAT = 549_755_813_896n;
const MEMORY = 272n << 20n;

test('the thread in figures', () => {
  expect(numeral(FLAT)).toMatchObject({ number: '512', unit: 'GiB' });
  expect(numeral(327_680n)).toMatchObject({ number: '320', unit: 'KiB' });
  expect(barScale(MEMORY, 300)).toBe(2n << 20n);
  expect(pixelWords(barLength(327_680n, 2n << 20n))).toBe('a sixth of a pixel');
  expect(pixelWords(barLength(327_680n, 1n << 20n))).toBe('a third of a pixel');
  expect(ratioWords(FLAT, MEMORY, 'the memory')).toBe('1,928 × the memory');
  expect(ratioWords(327_680n, MEMORY, 'the memory')).toBe('0.11 % of the memory');
});

test('4 GB dense: the flat array is the cheap one', () => {
  expect(barScale(4n << 30n, 300)).toBe(16n << 20n);
  expect(ratioWords(196_608n, 2048n, 'the flat array')).toBe('96 × the flat array');
  expect(pixelWords(barLength(2048n, 16n << 20n))).toBe('1/8,192 of a pixel');
});

test('nothing costs nothing', () => {
  expect(barScale(0n, 300)).toBe(2n << 20n);
  expect(numeral(8n)).toMatchObject({ number: '8', unit: 'B' });
  expect(ratioWords(8n, 0n, 'the memory')).toBe('');
});

test.each([300, 274, 220])('the first parts dropped leave the scale as it is, in %i px', (room) => {
  for (const more of [16n, 32n, 48n]) {
    const memory = MEMORY + (more << 20n);
    expect(barScale(memory, room)).toBe(barScale(MEMORY, room));
  }
});
