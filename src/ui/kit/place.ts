/** Where a box of a given size goes beside its anchor. Pure, so that it can be tested without a page. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 8;
const MARGIN = 8;

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top));

const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(value, high));

/**
 * The best place for a popover: beside or below its anchor, inside the window, off the anchor itself, and off
 * the drawing (`avoid`) wherever there is room elsewhere.
 */
export function placePopover(
  anchor: Box,
  size: { readonly width: number; readonly height: number },
  page: { readonly width: number; readonly height: number },
  avoid: Box | null,
): { readonly left: number; readonly top: number } {
  const { width, height } = size;
  const below = anchor.top + anchor.height + GAP;
  const wanted = [
    { left: anchor.left, top: below },
    { left: anchor.left + anchor.width - width, top: below },
    { left: anchor.left, top: anchor.top - height - GAP },
    { left: anchor.left + anchor.width - width, top: anchor.top - height - GAP },
    { left: anchor.left - width - GAP, top: anchor.top },
    { left: anchor.left + anchor.width + GAP, top: anchor.top },
    ...(avoid ? [{ left: anchor.left, top: avoid.top + avoid.height + GAP }] : []),
  ];
  let best = { left: MARGIN, top: MARGIN };
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of wanted) {
    const left = clamp(candidate.left, MARGIN, Math.max(MARGIN, page.width - width - MARGIN));
    const top = clamp(candidate.top, MARGIN, Math.max(MARGIN, page.height - height - MARGIN));
    const box = { left, top, width, height };
    const moved = Math.abs(left - candidate.left) + Math.abs(top - candidate.top);
    const cost = overlap(box, anchor) * 100 + (avoid ? overlap(box, avoid) * 2 : 0) + moved * 20;
    if (cost < least) {
      least = cost;
      best = { left, top };
    }
  }
  return best;
}
