import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { placePopover } from './place.ts';
import type { PopoverProps } from './popover.tsx';

const FRAME =
  'fixed inset-auto m-0 max-h-[calc(100dvh-1rem)] max-w-[calc(100vw-1rem)] overflow-auto rounded-[10px] border-0 bg-raise text-left font-sans text-[0.8125rem]/4.5 font-normal tracking-normal whitespace-normal text-ink shadow-pop outline-none';

/** The note while it is open: on the platform's top layer, placed beside its anchor, closed by the platform. */
export function OpenPopover({
  onClose,
  anchor,
  label,
  overDrawing = false,
  tight = false,
  className = '',
  children,
}: Omit<PopoverProps, 'open'>): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    box.showPopover();
    box.focus({ preventScroll: true });
    const place = (): void => {
      putInPlace(box, anchor.current, overDrawing);
      // What scrolls can be scrolled by keyboard, also where nothing inside takes the focus.
      box.tabIndex = box.scrollHeight > box.clientHeight + 1 ? 0 : -1;
      // What the note holds may come later than the note.
      if (document.activeElement === box)
        box.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true });
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(box);
    addEventListener('resize', place);
    return () => {
      observer.disconnect();
      removeEventListener('resize', place);
      // Before it leaves the page, so that the browser gives the focus back.
      if (box.matches(':popover-open')) box.hidePopover();
    };
  }, [anchor, overDrawing]);
  useEffect(() => {
    const box = ref.current;
    const toggled = (event: Event): void => {
      if ((event as ToggleEvent).newState === 'closed') onClose();
    };
    // The platform closes it when a press ends elsewhere; a part is taken hold of when one begins.
    const pressed = (event: PointerEvent): void => {
      const target = event.target as Node;
      if (!box?.contains(target) && !anchor.current?.contains(target)) onClose();
    };
    box?.addEventListener('toggle', toggled);
    addEventListener('pointerdown', pressed, true);
    return () => {
      box?.removeEventListener('toggle', toggled);
      removeEventListener('pointerdown', pressed, true);
    };
  }, [anchor, onClose]);
  return (
    <div
      ref={ref}
      popover="auto"
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      className={`${FRAME} ${tight ? 'p-2' : 'p-4'} ${className}`}
    >
      {children}
    </div>
  );
}

function putInPlace(box: HTMLElement, anchor: HTMLElement | null, overDrawing: boolean): void {
  const from = anchor?.getBoundingClientRect() ?? new DOMRect();
  const drawing = overDrawing
    ? null
    : (document.querySelector('[data-drawing]')?.getBoundingClientRect() ?? null);
  const { left, top } = placePopover(
    from,
    { width: box.offsetWidth, height: box.offsetHeight },
    { width: innerWidth, height: innerHeight },
    drawing,
  );
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}
