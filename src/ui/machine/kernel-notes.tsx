import type { ReactNode } from 'react';
import type { DriverId } from '../../machine/driver/driver-id.ts';
import { changesSince, notRead } from '../../machine/kernel/changes-since.ts';
import type { Edition } from '../../machine/kernel/edition.ts';
import { editionOf, editions } from '../../machine/kernel/editions.ts';
import { neverTogether } from '../../machine/kernel/pairing.ts';
import type { Draft } from './draft.ts';
import { DRIVER_WORDS } from './words.ts';

/** What a kernel is, what changed since the one before it, and what of it was not read. */
export function KernelNotes({ kernel }: { readonly kernel: string }): ReactNode {
  const edition = editionOf(kernel);
  if (!edition) return null;
  const unread = notRead(edition);
  return (
    <div className="col-start-2 -mt-1 flex flex-col gap-1 text-ink3">
      <p>{edition.sentence}</p>
      <Changes edition={edition} />
      {unread && <p>{unread}</p>}
    </div>
  );
}

function Changes({ edition }: { readonly edition: Edition }): ReactNode {
  const all = editions();
  const before = all[all.indexOf(edition) - 1];
  if (!before) return <p>The oldest kernel here.</p>;
  return (
    <details>
      <summary className="cursor-pointer text-ink2">Since {before.label}</summary>
      <ul className="mt-1 list-disc pl-4">
        {changesSince(before, edition).map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </details>
  );
}

/** A driver in the list; one that never shipped with this kernel says so. */
export function driverLabel(kernel: string, driver: DriverId): string {
  const edition = editionOf(kernel);
  const words = DRIVER_WORDS[driver];
  return edition && neverTogether(edition, driver) ? `${words} · what-if` : words;
}

/** Why the chosen driver on the chosen kernel is a what-if. */
export function PairNote({ draft }: { readonly draft: Draft }): ReactNode {
  const edition = editionOf(draft.kernel);
  const why = edition && neverTogether(edition, draft.driver);
  return why && <p className="col-start-2 -mt-1 text-ink3">{why}</p>;
}
