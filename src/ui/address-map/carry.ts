import type { Held } from '../../store/hold.ts';
import type { Store } from '../../store/store.ts';
import { distance } from './axis.ts';
import { holeAt } from './extents.ts';
import { isFold } from './paint-holes.ts';
import type { Picture } from './picture.ts';
import { addressUnder } from './projection.ts';
import { placeOf, snapNear } from './snap.ts';
import type { Stage } from './stage.ts';

/** Memory dragged out of the map stays in it while the pointer is this near the band. */
const OFF_BAND = 48;

interface Point {
  readonly along: number;
  readonly across: number;
}

/** A pointer's place in the figure. */
export function pointIn(stage: Stage, box: HTMLElement, x: number, y: number): Point | null {
  const picture = stage.frame?.picture;
  if (!picture) return null;
  const rect = box.getBoundingClientRect();
  const { upright, start } = picture.layout;
  const dx = x - rect.left;
  const dy = y - rect.top;
  return upright ? { along: dy - start, across: dx } : { along: dx - start, across: dy };
}

/** True if a part let go there lands on the map: anywhere in the figure but on the bill. */
function isOver(pic: Picture, { along, across }: Point): boolean {
  const { layout } = pic;
  const end = layout.upright ? layout.width : layout.height;
  if (along < -layout.start || along > layout.length + layout.start) return false;
  if (across < 0 || across > end) return false;
  const underBand = across > layout.band.at + layout.band.size + 30 * layout.rem;
  return layout.upright || !underBand || along + layout.start < layout.bill;
}

/** Address at which a part would land with the pointer there. */
export function landing(store: Store, pic: Picture, along: number, alt: boolean): bigint | null {
  const { held, scene } = store.getState();
  if (!held || !scene) return null;
  const px = Math.max(0, Math.min(pic.layout.length - 0.001, along));
  const address = addressUnder(pic.projection, px);
  const section = Number(address >> 24n);
  const pxPerSection = pic.x(section + 1) - pic.x(section);
  return snapNear(
    scene,
    pic.axis,
    { address, pxPerSection, reach: reachOf(pic, px, address), alt },
    held.size,
  );
}

/** How far a place draws the part away from the pointer, where addresses have room of their own. */
const DRAW = 24;

/** In base coordinates. A fold's places are all there is to aim at: there any distance. */
function reachOf(pic: Picture, px: number, address: bigint): number {
  const { axis, extents, layout, projection } = pic;
  const hole = holeAt(extents, Number(address >> 24n));
  if (hole && isFold(pic, hole[0])) return Number.POSITIVE_INFINITY;
  const here = placeOf(address);
  const [before, after] = [-1, 1].map((way) =>
    Math.abs(distance(axis, here, placeOf(addressUnder(projection, px + way * DRAW * layout.rem)))),
  );
  return Math.max(before ?? 0, after ?? 0);
}

/** Follows the pointer while it holds a part or memory; lets go where it lets go. */
export function followHeld(store: Store, stage: Stage, box: HTMLElement): () => void {
  const moved = (event: PointerEvent): void => {
    const { held, carry } = store.getState();
    const picture = stage.frame?.picture;
    const point = pointIn(stage, box, event.clientX, event.clientY);
    if (held?.by !== 'pointer' || !picture || !point) return;
    if (held.from !== null) carry(isOffBand(picture, point) ? null : held.from);
    else
      carry(
        isLanding(picture, point, event)
          ? landing(store, picture, point.along, event.altKey)
          : null,
      );
  };
  const ended = (event: PointerEvent): void => {
    const { held, drop, putBack } = store.getState();
    if (held?.by !== 'pointer') return;
    moved(event);
    const now = store.getState().held;
    if (now && (now.from === null) === (now.address !== null) && !isOutside(now, event))
      void drop();
    else putBack();
  };
  /** A part goes back to the tray, also one whose place was typed. */
  const isOutside = ({ from }: Held, event: PointerEvent): boolean => {
    const picture = stage.frame?.picture;
    const point = pointIn(stage, box, event.clientX, event.clientY);
    return from === null && !(picture && point && isLanding(picture, point, event));
  };
  const cancelled = (): void => {
    const { held, putBack } = store.getState();
    if (held?.by === 'pointer') putBack();
  };
  addEventListener('pointermove', moved);
  addEventListener('pointerup', ended);
  addEventListener('pointercancel', cancelled);
  return () => {
    removeEventListener('pointermove', moved);
    removeEventListener('pointerup', ended);
    removeEventListener('pointercancel', cancelled);
  };
}

const isLanding = (pic: Picture, point: Point, event: PointerEvent): boolean =>
  isOver(pic, point) && !isCovered(event);

/** A note lies over the figure there: what is let go on it does not fall through. */
const isCovered = ({ target }: PointerEvent): boolean =>
  target instanceof Element && target.closest('[popover]') !== null;

function isOffBand(pic: Picture, { across }: Point): boolean {
  const { band, rem } = pic.layout;
  return Math.abs(across - band.at - band.size / 2) > band.size / 2 + OFF_BAND * rem;
}
