import type { ReactNode } from 'react';
import type { PanelId } from '../../store/page.ts';

const PATHS: Readonly<Record<PanelId, string>> = {
  sections: 'M2.5 3h4.5v4H2.5ZM9 3h4.5v4H9ZM2.5 9H7v4H2.5Z',
  chain:
    'M8 1.8a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2ZM8 6.6a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2ZM8 11.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2ZM8 5v1.6M8 9.8v1.6',
  driver: 'M2 3h12v2.6H2ZM2 6.8h12v2.6H2ZM2 10.6h12v2.6H2Z',
  translation: 'M2.5 5h11M10.5 2l3 3-3 3M13.5 11h-11M5.5 8l-3 3 3 3',
};

/** The mark of a tab on a phone. */
export function TabIcon({ panel }: { readonly panel: PanelId }): ReactNode {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[panel]} />
    </svg>
  );
}
