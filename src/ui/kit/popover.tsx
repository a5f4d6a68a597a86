import { lazy, type ReactNode, type RefObject, Suspense } from 'react';

export interface PopoverProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The control that it belongs to. */
  readonly anchor: RefObject<HTMLElement | null>;
  /** Accessible name. */
  readonly label: string;
  /** True: it may lie on the drawing, because it belongs to a control above it. */
  readonly overDrawing?: boolean;
  /** Less room around a list. */
  readonly tight?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Fetched right after the first picture; nothing is open before. */
const OpenPopover = lazy(async () => ({
  default: (await import('./open-popover.tsx')).OpenPopover,
}));

/**
 * A note over the page, never modal: the page below stays usable, Escape and a press elsewhere close it, and
 * the browser gives the focus back. The platform's own popover, so nothing can cover it or cut it off. The
 * focus goes to the element with `data-autofocus`, or else to the note itself.
 */
export function Popover({ open, ...rest }: PopoverProps): ReactNode {
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <OpenPopover {...rest} />
    </Suspense>
  );
}
