import type { ReactNode } from 'react';
import type { Change } from './draft.ts';

/** What differs, before it is done. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }): ReactNode {
  if (changes.length === 0) return <p className="text-ink3">Nothing differs yet.</p>;
  return (
    <ul className="flex max-h-24 flex-col gap-0.5 overflow-auto">
      {changes.map(({ key, from, to }) => (
        <li key={key}>
          <span className="text-ink2">{key}</span> {from} <span className="text-ink3">becomes</span>{' '}
          <span className="font-medium text-ghost">{to}</span>
        </li>
      ))}
    </ul>
  );
}
