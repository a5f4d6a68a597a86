import { type PointerEvent as ReactPointerEvent, useCallback, useRef } from 'react';
import type { Store } from '../../store/store.ts';

/** So far the pointer travels before a press becomes a drag. */
const THRESHOLD = 4;

interface PartDrag {
  onPointerDown(event: ReactPointerEvent<HTMLElement>): void;
  /** True once after a drag: the click that ends it means nothing. */
  wasDragged(): boolean;
}

/**
 * Takes a part out of the tray with mouse, pen or finger. From then on the map follows the pointer; should it
 * not take the part when the pointer lets go, the part returns to its place.
 */
export function usePartDrag(store: Store, size: bigint, label: string): PartDrag {
  const dragged = useRef(false);
  const onPointerDown = useCallback(
    (event: ReactPointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      dragged.current = false;
      const { clientX, clientY, pointerId } = event;
      // A finger is bound to the part it touched; the map must see where it really is.
      if (event.currentTarget.hasPointerCapture(pointerId))
        event.currentTarget.releasePointerCapture(pointerId);
      const moved = (e: PointerEvent): void => {
        if (e.pointerId !== pointerId || dragged.current) return;
        if (Math.hypot(e.clientX - clientX, e.clientY - clientY) < THRESHOLD) return;
        dragged.current = true;
        store.getState().pickUp({ size, label, by: 'pointer' });
      };
      const ended = (e: PointerEvent): void => {
        if (e.pointerId !== pointerId) return;
        removeEventListener('pointermove', moved, true);
        removeEventListener('pointerup', ended);
        removeEventListener('pointercancel', ended);
        if (dragged.current) setTimeout(() => putBackIfHeld(store), 0);
      };
      // In the capture phase: the map's own listener then sees the part in the hand at the same event.
      addEventListener('pointermove', moved, true);
      addEventListener('pointerup', ended);
      addEventListener('pointercancel', ended);
    },
    [store, size, label],
  );
  const wasDragged = useCallback(() => {
    const was = dragged.current;
    dragged.current = false;
    return was;
  }, []);
  return { onPointerDown, wasDragged };
}

function putBackIfHeld(store: Store): void {
  const { held, putBack } = store.getState();
  if (held?.by === 'pointer') putBack();
}
