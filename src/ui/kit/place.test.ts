import { expect, it } from 'vitest';
import { placePopover } from './place.ts';

const page = { width: 1440, height: 900 };
const drawing = { left: 0, top: 120, width: 1440, height: 392 };

it('goes below its anchor where there is room', () => {
  const anchor = { left: 200, top: 560, width: 60, height: 18 };
  expect(placePopover(anchor, { width: 300, height: 200 }, page, drawing)).toEqual({
    left: 200,
    top: 586,
  });
});

it('never covers the drawing while there is room elsewhere', () => {
  const size = { width: 380, height: 270 };
  for (const left of [20, 700, 1380])
    for (const top of [180, 400, 540, 700, 860]) {
      const place = placePopover({ left, top, width: 50, height: 18 }, size, page, drawing);
      expect(place.top).toBeGreaterThanOrEqual(512);
      expect(place.top + size.height).toBeLessThanOrEqual(900);
      expect(place.left).toBeGreaterThanOrEqual(8);
      expect(place.left + size.width).toBeLessThanOrEqual(1432);
    }
});

it('stays in the window when it is larger than the window', () => {
  expect(
    placePopover(
      { left: 0, top: 0, width: 10, height: 10 },
      { width: 999, height: 999 },
      { width: 300, height: 300 },
      null,
    ),
  ).toEqual({ left: 8, top: 8 });
});
