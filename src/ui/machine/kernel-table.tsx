import type { ReactNode } from 'react';
import { type Cell, type CellGroup, cellsOf } from '../../machine/kernel/cells.ts';
import { editionOf } from '../../machine/kernel/editions.ts';
import { type Draft, draftOptions } from './draft.ts';
import { Fold } from './fold.tsx';

/** The chosen kernel's table of facts; each cell says where it stands, and dashed is what was not read. */
export function KernelTable({ draft }: { readonly draft: Draft }): ReactNode {
  const edition = editionOf(draft.kernel);
  const { architecture } = draftOptions(draft);
  if (!edition?.architectures[architecture]) return null;
  const groups = cellsOf(edition, architecture, draft.pageSize);
  const cells = groups.flatMap((group) => group.cells);
  const unread = cells.filter((cell) => cell.source.kind === 'not read').length;
  return (
    <Fold
      title="Table of facts"
      note={unread === 0 ? `${cells.length}, all read` : `${cells.length}, ${unread} not read`}
    >
      {groups.map((group) => (
        <Facts key={group.title} group={group} />
      ))}
    </Fold>
  );
}

function Facts({ group }: { readonly group: CellGroup }): ReactNode {
  return (
    <>
      <h4 className="mt-2 mb-1 font-medium text-ink2 first:mt-0">{group.title}</h4>
      <dl className="grid grid-cols-[8rem_1fr] gap-x-3 gap-y-1.5">
        {group.cells.map((cell) => (
          <Fact key={cell.key} cell={cell} />
        ))}
      </dl>
    </>
  );
}

function Fact({ cell: { label, value, source } }: { readonly cell: Cell }): ReactNode {
  const read = source.kind !== 'not read';
  return (
    <>
      <dt className="text-ink2">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">
        <span className={read ? '' : 'border-b border-dashed border-ink3'}>{value}</span>
        <span className="block text-[0.6875rem]/4 text-ink3">
          {read ? source.file : `not read; as in ${source.file}`}
          {source.kind === 'derived' && ' (derived)'}
          {source.kind === 'ours' && ' (ours)'}
        </span>
      </dd>
    </>
  );
}
