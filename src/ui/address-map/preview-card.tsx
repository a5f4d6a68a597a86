import { type ReactNode, useCallback, useRef } from 'react';
import type { Held } from '../../store/hold.ts';
import type { State } from '../../store/store.ts';
import type { Preview } from '../../worker/protocol.ts';
import { priceOf, sayPrice } from '../kit/price.ts';
import { useStore } from '../kit/use-store.ts';
import { ribbonAt } from './paint-ribbons.ts';
import type { Picture } from './picture.ts';
import type { Ribbon } from './ribbons.ts';
import type { Frame, Stage } from './stage.ts';
import { moveTo, show, sizeOf, useFrame } from './use-frame.ts';
import { overviewTop, STRIP, whereabouts } from './whereabouts.ts';

const previewOf = (s: State): Preview | null => s.preview;
const heldOf = (s: State): Held | null => s.held;

/** What letting go would change, from the real step; beside the ribbons, never on one that tells something. */
export function PreviewCard({ stage }: { readonly stage: Stage | null }): ReactNode {
  const held = useStore(heldOf);
  const preview = useStore(previewOf);
  const box = useRef<HTMLDivElement>(null);
  useFrame(
    stage,
    useCallback(({ picture, painted }: Frame) => {
      const element = box.current;
      if (!element) return;
      const { width, height } = sizeOf(element);
      const spot = freeSpot(picture, painted.ribbons, width, height);
      show(element, spot !== null);
      if (spot) moveTo(element, spot[0], spot[1]);
    }, []),
  );
  if (!held || !preview) return null;
  const price = priceOf(preview);
  return (
    <>
      {/* The drawing is not read aloud, nor is a card that may have no room: this is. */}
      <p aria-live="polite" className="sr-only">
        {sayPrice(preview)}
      </p>
      <div
        ref={box}
        aria-hidden="true"
        className="pointer-events-none invisible absolute top-0 left-0 z-10 w-max rounded-[10px] bg-raise px-2.5 py-2 text-xs whitespace-nowrap text-ink2 shadow-pop"
      >
        <dl className="leading-5">
          {price.map(({ name, short, isNews }) => (
            <div key={name} className="flex justify-between gap-x-3">
              <dt>{name}</dt>
              <dd className={isNews ? 'font-semibold text-ghost' : ''}>{short}</dd>
            </div>
          ))}
        </dl>
        {held.from === null && held.by === 'pointer' && (
          <p className="mt-1 border-t border-line pt-1 text-[0.6875rem]/4">
            Hold Alt to snap to any section.
          </p>
        )}
      </div>
    </>
  );
}

/** The first of a few places where it covers neither slots nor, if it can be, a ribbon that moves; null on a phone. */
function freeSpot(
  pic: Picture,
  ribbons: readonly Ribbon[],
  width: number,
  height: number,
): readonly [number, number] | null {
  const { layout } = pic;
  if (layout.upright || layout.close) return null;
  const top = layout.ribbons + 26 * layout.rem;
  const low = layout.bus.at + layout.bus.size - height;
  const right = layout.bill - width - 6 * layout.rem;
  const ghost = pic.ghost ? layout.start + pic.ghost.b : right;
  const spots: readonly (readonly [number, number])[] = [
    [right, layout.bus.at - 46 * layout.rem],
    [right, top],
    [Math.min(right, ghost + 40), top],
    [layout.start + 12, layout.ribbons + 6],
    [Math.max(layout.start, ghost - width - 120), top],
    [right, low],
  ];
  // A ribbon much wider than the card tells its story all the same.
  const told = ribbons.filter(
    (r) => (r.kind !== 'same' || !r.cell) && Math.min(r.b - r.a, r.d - r.c) < width,
  );
  const free = (over: readonly Ribbon[]): readonly [number, number] | undefined =>
    spots.find(([x, y]) => x >= layout.start && !covers(pic, over, x, y, width, height));
  // Rather on a ribbon than nowhere: the price is asked for.
  const above = Math.max(layout.band.at + layout.band.size + 4, layout.bus.at - height - 6);
  if (whereabouts(pic)) return free(told) ?? free([]) ?? null;
  // In a low figure beside the slots, so that the ribbons show; above them where they take all the width.
  const isBeside = layout.start + pic.bx(pic.segments.slots) <= right;
  const beside = Math.max(above, layout.height - height - 2);
  return free(told) ?? [right, isBeside ? beside : above];
}

function covers(
  pic: Picture,
  ribbons: readonly Ribbon[],
  x: number,
  y: number,
  width: number,
  height: number,
): boolean {
  const { layout } = pic;
  if (whereabouts(pic)) {
    const strip = overviewTop(layout);
    if (x < layout.start + layout.room && y < strip + STRIP * layout.rem && y + height > strip)
      return true;
  }
  const a = x - layout.start;
  const end = pic.bx(pic.segments.slots);
  if (a < end + 6 && y + height > layout.bus.at - 4) return true;
  const depth = layout.bus.at - layout.ribbons;
  return [y, y + height / 2, y + height].some((at) => {
    const t = (at - layout.ribbons) / depth;
    if (t < 0 || t > 1) return false;
    return ribbons.some((r) => {
      const [from, to] = ribbonAt(r, t, pic);
      return to > a - 6 && from < a + width + 6;
    });
  });
}
