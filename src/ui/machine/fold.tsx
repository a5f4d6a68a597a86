import type { ReactNode } from 'react';

interface FoldProps {
  readonly title: string;
  /** What it comes to while it is closed. */
  readonly note?: string;
  /** It names its group. */
  readonly strong?: boolean;
  readonly children: ReactNode;
}

/** More of it, when asked: the platform's own disclosure. */
export function Fold({ title, note, strong = false, children }: FoldProps): ReactNode {
  return (
    <details className="col-span-full -my-0.5">
      <summary className="cursor-pointer py-1 text-ink2 phone:py-3.5">
        <span className={strong ? STRONG : ''}>{title}</span>
        {note && <span className="text-ink3"> · {note}</span>}
      </summary>
      <div className="mt-1.5 mb-1 ml-3.5">{children}</div>
    </details>
  );
}

/** What names a group. */
export const STRONG = 'font-semibold text-ink';

/** Settings that belong together; the first names them. */
export function Group({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className="grid grid-cols-[7.5rem_1fr] items-center gap-x-3 gap-y-1.5 border-t border-line pt-2.5 first:border-t-0 first:pt-0">
      {children}
    </div>
  );
}
