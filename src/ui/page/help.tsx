import { lazy, type ReactNode, type RefObject, Suspense } from 'react';
import { Popover } from '../kit/popover.tsx';

interface HelpProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly anchor: RefObject<HTMLElement | null>;
}

/** Fetched with the first look at it. */
const HelpText = lazy(async () => ({ default: (await import('./help-text.tsx')).HelpText }));

/** The keys, the words, and what is our own invention. */
export function Help({ open, onClose, anchor }: HelpProps): ReactNode {
  return (
    <Popover
      open={open}
      onClose={onClose}
      anchor={anchor}
      label="Help"
      overDrawing
      className="w-172"
    >
      <Suspense fallback={<div className="h-150" />}>
        <HelpText />
      </Suspense>
    </Popover>
  );
}
