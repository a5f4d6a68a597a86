import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Popover } from '../kit/popover.tsx';
import { SHORTCUTS } from './shortcuts.ts';

interface HelpProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly anchor: RefObject<HTMLElement | null>;
}

/** The keys, the words, and what is our own invention. */
export function Help({ open, onClose, anchor }: HelpProps): ReactNode {
  return (
    <Popover open={open} onClose={onClose} anchor={anchor} label="Help" className="w-172">
      <div className="grid grid-cols-2 gap-x-8 gap-y-4 text-xs phone:grid-cols-1">
        <Keys />
        <Words />
      </div>
    </Popover>
  );
}

const HEADING = 'mb-1.5 text-[0.8125rem]/4.5 font-semibold';

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

type Texts = typeof import('./glossary.ts');

function Words(): ReactNode {
  const texts = useTexts();
  if (!texts) return null;
  return (
    <>
      <div className="row-span-2">
        <h2 className={HEADING}>Words</h2>
        <dl className="flex flex-col gap-1">
          {texts.GLOSSARY.map(({ word, meaning }) => (
            <div key={word}>
              <dt className="inline font-medium text-ink">{word}</dt>{' '}
              <dd className="inline text-ink2">{meaning}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div>
        <h2 className={HEADING}>Our own inventions</h2>
        <ul className="flex list-disc flex-col gap-1 pl-4 text-ink2">
          {texts.INVENTIONS.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
    </>
  );
}

/** Fetched with the first look at it. */
function useTexts(): Texts | null {
  const [texts, setTexts] = useState<Texts | null>(null);
  useEffect(() => {
    let gone = false;
    void import('./glossary.ts').then((loaded) => {
      if (!gone) setTexts(loaded);
    });
    return () => {
      gone = true;
    };
  }, []);
  return texts;
}
