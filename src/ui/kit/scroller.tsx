import { type ReactNode, type RefObject, type UIEvent, useEffect, useRef, useState } from 'react';

interface ScrollerProps {
  /** What scrolls here, for a screen reader. */
  readonly label: string;
  readonly className?: string;
  readonly box?: RefObject<HTMLDivElement | null>;
  readonly onScroll?: (event: UIEvent<HTMLElement>) => void;
  readonly children: ReactNode;
}

/** Scrolls inside its place. The keyboard reaches it only while there is something to scroll. */
export function Scroller({
  label,
  className = '',
  box,
  onScroll,
  children,
}: ScrollerProps): ReactNode {
  const own = useRef<HTMLDivElement>(null);
  const ref = box ?? own;
  const scrolls = useOverflow(ref);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls; this is a place that scrolls.
    <div
      ref={ref}
      role="group"
      aria-label={label}
      tabIndex={scrolls ? 0 : undefined}
      onScroll={onScroll}
      className={`min-h-0 overflow-x-hidden overflow-y-auto ${className}`}
    >
      {children}
    </div>
  );
}

function useOverflow(ref: RefObject<HTMLElement | null>): boolean {
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const measure = (): void => setOverflows(box.scrollHeight > box.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  });
  return overflows;
}
