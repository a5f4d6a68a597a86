import {
  type ReactNode,
  type RefObject,
  type UIEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';

interface ScrollerProps {
  /** What scrolls here, for a screen reader. */
  readonly label: string;
  readonly className?: string;
  /** False: its last lines are to be read as they are. */
  readonly fades?: boolean;
  readonly box?: RefObject<HTMLDivElement | null>;
  readonly onScroll?: (event: UIEvent<HTMLElement>) => void;
  readonly children: ReactNode;
}

/**
 * Scrolls inside its place, and fades where it goes on, if it may: nothing looks cut off by accident. The keyboard reaches it
 * only while there is something to scroll.
 */
export function Scroller({
  label,
  className = '',
  fades = true,
  box,
  onScroll,
  children,
}: ScrollerProps): ReactNode {
  const own = useRef<HTMLDivElement>(null);
  const ref = box ?? own;
  const { overflows, goesOn, look } = useOverflow(ref);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls; this is a place that scrolls.
    <div
      ref={ref}
      role="group"
      aria-label={label}
      tabIndex={overflows ? 0 : undefined}
      onScroll={(event) => {
        look();
        onScroll?.(event);
      }}
      className={`min-h-0 overflow-x-hidden overflow-y-auto ${goesOn && fades ? 'goes-on' : ''} ${className}`}
    >
      {children}
    </div>
  );
}

interface Overflow {
  readonly overflows: boolean;
  /** There is more below what shows. */
  readonly goesOn: boolean;
  /** Looks again, after a scroll. */
  readonly look: () => void;
}

function useOverflow(ref: RefObject<HTMLElement | null>): Overflow {
  const [overflows, setOverflows] = useState(false);
  const [goesOn, setGoesOn] = useState(false);
  const look = useCallback((): void => {
    const box = ref.current;
    if (!box) return;
    setOverflows(box.scrollHeight > box.clientHeight + 1);
    setGoesOn(box.scrollHeight > box.scrollTop + box.clientHeight + 1);
  }, [ref]);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const observer = new ResizeObserver(look);
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  });
  return { overflows, goesOn, look };
}
