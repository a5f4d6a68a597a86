import { useSyncExternalStore } from 'react';

const width = (): number => innerWidth;

function onResize(changed: () => void): () => void {
  addEventListener('resize', changed);
  return () => removeEventListener('resize', changed);
}

/** Width of the window in CSS pixels. */
export const useWindowWidth = (): number => useSyncExternalStore(onResize, width);
