import type { ReactNode } from 'react';

interface PanelProps {
  /** Accessible name and heading. */
  readonly label: string;
  /** Somebody else says above it which panel this is: its heading is kept for screen readers, and its room. */
  readonly named?: boolean;
  /** One live fact beside the heading. */
  readonly fact?: ReactNode;
  /** At the right end of the heading's line. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A region of the page under its heading: no box, it fills the place it is given and scrolls inside. */
export function Panel({ label, named = false, fact, tools, children }: PanelProps): ReactNode {
  return (
    <section aria-label={label} className="flex h-full min-h-0 min-w-0 flex-col">
      <div className="mb-2 low:mb-1 flex h-5 shrink-0 phone:pr-10 items-center gap-2.5 whitespace-nowrap">
        {named && <span className="w-32 shrink-0" />}
        <h2
          className={named ? 'sr-only' : 'text-[0.8125rem]/4.5 font-semibold tracking-[-0.003em]'}
        >
          {label}
        </h2>
        <p className="min-w-0 flex-1 truncate text-xs text-ink3">{fact}</p>
        {tools}
      </div>
      {children}
    </section>
  );
}
