import type { ReactNode } from 'react';
import type { DriverId } from '../../machine/driver/driver-id.ts';
import { generationOf } from '../../machine/ehea/generations.ts';
import { changesSince } from '../../machine/kernel/changes-since.ts';
import type { ArchitectureId, Edition } from '../../machine/kernel/edition.ts';
import { editionOf, editions } from '../../machine/kernel/editions.ts';
import { neverTogether } from '../../machine/kernel/pairing.ts';
import { answersOf, toldWords } from '../../timeline/driver-answers.ts';
import { type Draft, draftOptions } from './draft.ts';
import { Fold } from './fold.tsx';
import { DRIVER_WORDS } from './words.ts';

/** What a kernel is, what changed since the one before it, and what of it was not read. */
export function KernelNotes({ draft }: { readonly draft: Draft }): ReactNode {
  const edition = editionOf(draft.kernel);
  if (!edition) return null;
  return (
    <div className="col-span-full flex flex-col gap-1 text-ink3">
      <p>{edition.sentence}</p>
      <Changes edition={edition} architecture={draftOptions(draft).architecture} />
    </div>
  );
}

/** Since the one before it that was read on this architecture. */
function Changes({
  edition,
  architecture,
}: {
  readonly edition: Edition;
  readonly architecture: ArchitectureId;
}): ReactNode {
  if (!edition.architectures[architecture]) return null;
  const all = editions().filter((e) => e.architectures[architecture]);
  const before = all[all.indexOf(edition) - 1];
  if (!before)
    return <p>The oldest kernel here{architecture === 'ppc64' ? '' : ` on ${architecture}`}.</p>;
  const changes = changesSince(before, edition, architecture);
  return (
    <Fold
      title={`Since ${before.label}`}
      note={changes.length === 1 ? 'one change' : `${changes.length} changes`}
    >
      <ul className="list-disc pl-3.5">
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </Fold>
  );
}

/** A driver in the list; one that never shipped with this kernel says so. */
export function driverLabel(draft: Draft, driver: DriverId): string {
  const words = DRIVER_WORDS[driver];
  return whyNever(draft, driver) ? `${words} · what-if` : words;
}

function whyNever(draft: Draft, driver: DriverId): string | null {
  const edition = editionOf(draft.kernel);
  return edition ? neverTogether(edition, driver, draftOptions(draft).architecture) : null;
}

/** What the chosen driver is, and why it is a what-if on the chosen kernel. */
export function PairNote({ draft }: { readonly draft: Draft }): ReactNode {
  const why = whyNever(draft, draft.driver);
  const answers = answersOf(draft.driver);
  const generation = generationOf(draft.driver);
  if (!answers || !generation) return null;
  return (
    <div className="col-start-2 -mt-1 flex flex-col gap-1 text-ink3">
      <p>{answers.what}</p>
      <p>
        Told: {toldWords(generation)}. Stale: {answers.stale.text}.
      </p>
      {why && <p>{why}</p>}
    </div>
  );
}
