import type { ReactNode } from 'react';
import type { Visit } from './fields.ts';

/** The tables visited, one per line, where there is no room to draw them. */
export function VisitList({ visits }: { readonly visits: readonly Visit[] }): ReactNode {
  return (
    <dl className="hidden tall:grid phone:grid shrink-0 grid-cols-[auto_1fr] gap-x-3 text-tiny/4">
      {visits.map((visit) => (
        <VisitLine key={visit.table} visit={visit} />
      ))}
    </dl>
  );
}

const TONES: Readonly<Record<Visit['state'], string>> = {
  hit: 'text-ink',
  miss: 'font-semibold text-wrong-ink',
  unvisited: 'text-ink3',
};

function VisitLine({ visit }: { readonly visit: Visit }): ReactNode {
  return (
    <>
      <dt className="font-mono text-ink2">
        {visit.table}[{visit.index}]
      </dt>
      <dd className={`truncate text-right font-mono ${TONES[visit.state]}`}>
        {visit.state === 'miss' && '∅ '}
        {visit.found}
      </dd>
    </>
  );
}
