import { expect, it } from 'vitest';
import { layoutFor } from './layout.ts';

it.each<[number, number, number, string]>([
  [1440, 900, 1, 'wide'],
  [1280, 800, 1, 'wide'],
  [2560, 1440, 1, 'wide'],
  [1440, 900, 1.25, 'tabs'],
  [1366, 700, 1, 'tabs'],
  [1024, 768, 1, 'tabs'],
  [768, 1024, 1, 'tabs'],
  [390, 844, 1, 'phone'],
  [844, 390, 1, 'tabs'],
])('fits %i x %i at %f into %s', (width, height, scale, layout) => {
  expect(layoutFor(width, height, scale)).toBe(layout);
});
