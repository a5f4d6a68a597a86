import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Scene } from '../../worker/protocol.ts';
import { describe } from './describe.ts';
import type { Hover } from './gestures.ts';

const DELAY = 300;
/** Between neighbours the next one comes at once. */
const GRACE = 400;

/** What the pointer is over, in words; a courtesy for the eye, the list of runs and holes says the same. */
export function Tooltip({
  hover,
  scene,
}: {
  readonly hover: Hover | null;
  readonly scene: Scene | null;
}): ReactNode {
  const shown = useDelayed(hover);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !shown) return;
    element.style.left = `${Math.min(shown.x + 14, innerWidth - element.offsetWidth - 8)}px`;
    const below = shown.y + 18;
    const fits = below + element.offsetHeight < innerHeight - 8;
    element.style.top = `${fits ? below : shown.y - element.offsetHeight - 12}px`;
  });
  if (!shown || !scene) return null;
  const [what, ...rest] = describe(shown.thing, scene);
  return (
    <div
      ref={box}
      aria-hidden="true"
      className="pointer-events-none fixed z-30 max-w-84 rounded-[10px] bg-raise px-2.5 py-1.5 text-xs text-ink2 shadow-pop"
    >
      <p className="font-medium text-ink">{what}</p>
      {rest.map((line) => (
        <p key={line} className={line.startsWith('0x') ? 'font-mono text-[0.6875rem]' : ''}>
          {line}
        </p>
      ))}
    </div>
  );
}

function useDelayed(hover: Hover | null): Hover | null {
  const [shown, setShown] = useState<Hover | null>(null);
  const hiddenAt = useRef(Number.NEGATIVE_INFINITY);
  const visible = useRef(false);
  useEffect(() => {
    if (!hover) {
      if (visible.current) hiddenAt.current = performance.now();
      visible.current = false;
      setShown(null);
      return;
    }
    const soon = visible.current || performance.now() - hiddenAt.current < GRACE;
    const timer = setTimeout(
      () => {
        visible.current = true;
        setShown(hover);
      },
      soon ? 0 : DELAY,
    );
    return () => clearTimeout(timer);
  }, [hover]);
  return shown;
}
