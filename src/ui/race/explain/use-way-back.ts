import { useEffect, useRef } from 'react';
import type { StructureId } from '../../../machine/structures/words/structure.ts';

/**
 * When what was opened from the table closes under the focus, the focus goes to the row of the structure that was last
 * shown. The picture takes it back itself: it is built anew.
 */
export function useWayBack(id: StructureId): void {
  const shown = useRef(id);
  shown.current = id;
  useEffect(() => {
    // The picture has gone with the focus that was in it; the table is still there.
    const isFromPicture = document.activeElement === document.body;
    return () => {
      if (isFromPicture || document.activeElement !== document.body) return;
      document
        .querySelector<HTMLElement>(`.race-table [data-structure="${shown.current}"]`)
        ?.focus({ preventScroll: true });
    };
  }, []);
}
