import type { ReactNode } from 'react';
import { GLOSSARY, INVENTIONS } from './glossary.ts';
import { SHORTCUTS } from './shortcut-list.ts';

const HEADING = 'mb-1.5 text-[0.8125rem]/4.5 font-semibold';

/** What the Help note says. */
export function HelpText(): ReactNode {
  return (
    <div className="grid grid-cols-2 grid-rows-[auto_1fr] gap-x-8 gap-y-4 text-xs phone:grid-cols-1 phone:grid-rows-none">
      <Keys />
      <Words />
      <Inventions />
    </div>
  );
}

function Keys(): ReactNode {
  return (
    <div>
      <h2 className={HEADING}>Keys</h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={keys} className="contents">
            <dt className="font-mono whitespace-nowrap text-ink">{keys}</dt>
            <dd className="text-ink2">{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Words(): ReactNode {
  return (
    <div className="row-span-2">
      <h2 className={HEADING}>Words</h2>
      <dl className="flex flex-col gap-1">
        {GLOSSARY.map(({ word, meaning }) => (
          <div key={word}>
            <dt className="inline font-medium text-ink">{word}</dt>{' '}
            <dd className="inline text-ink2">{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Inventions(): ReactNode {
  return (
    <div>
      <h2 className={HEADING}>Our own inventions</h2>
      <ul className="flex list-disc flex-col gap-1 pl-4 text-ink2">
        {INVENTIONS.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
