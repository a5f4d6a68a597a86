import { type RefObject, type UIEvent, useLayoutEffect, useState } from 'react';

export interface Viewport {
  readonly width: number;
  readonly height: number;
  readonly top: number;
}

/** Size and scroll position of a list that draws only what shows. */
export function useViewport(ref: RefObject<HTMLElement | null>): {
  readonly viewport: Viewport;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
} {
  const [viewport, setViewport] = useState<Viewport>({ width: 0, height: 0, top: 0 });
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const measure = (): void =>
      setViewport((v) => ({ ...v, width: box.clientWidth, height: box.clientHeight }));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [ref]);
  return {
    viewport,
    onScroll: (event) => {
      const top = event.currentTarget.scrollTop;
      setViewport((v) => ({ ...v, top }));
    },
  };
}
