import type { ReactNode } from 'react';
import { Button, IconButton } from '../kit/button.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import { MixTools } from './mix-tools.tsx';
import { RaceNote } from './race-note.tsx';
import { RacePress, RaceProgress } from './race-tools.tsx';

interface HeadProps {
  /** The memory, in a phrase; first whose figures are shown. */
  readonly words: ReactNode;
}

const BACK = 'Back to the memory';
const NAME = 'The structure race';
const TITLE = 'text-[0.8125rem]/4.5 font-semibold';

/** A race is begun and followed here. */
const Run = (): ReactNode => (
  <div className="race-run flex min-w-0 items-center justify-end gap-3">
    <div className="min-w-0 flex-1 text-right">
      <RaceProgress>
        <RaceNote />
      </RaceProgress>
    </div>
    <RacePress />
  </div>
);

/** What is raced, over which memory and by which lookups; `children`: what can be taken along. */
export function Head({ words, children }: HeadProps & { readonly children: ReactNode }): ReactNode {
  const { closeRace } = useStoreApi().getState();
  return (
    <>
      <header className="race-head flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className={TITLE}>{NAME}</h2>
        <p className="min-w-0 flex-1 truncate text-ink3">{words}</p>
        {children}
        <Button icon="back" kind="plain" onClick={closeRace}>
          {BACK}
        </Button>
      </header>
      <div className="race-mix flex flex-wrap items-center gap-x-5 gap-y-2 text-ink2">
        <MixTools />
        <Run />
      </div>
    </>
  );
}

/** The same where the mix has room for nothing beside it. */
export function NarrowHead({ words }: HeadProps): ReactNode {
  const { closeRace } = useStoreApi().getState();
  return (
    <>
      <header className="race-head flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className={TITLE}>{NAME}</h2>
        <p className="text-ink3">{words}</p>
        <Run />
        <Button icon="back" kind="plain" onClick={closeRace}>
          {BACK}
        </Button>
      </header>
      <div className="race-mix text-ink2">
        <MixTools />
      </div>
    </>
  );
}

/** The same in one row, so that the picture comes next. */
export function PhoneHead({ words }: HeadProps): ReactNode {
  const { closeRace } = useStoreApi().getState();
  return (
    <header className="race-head flex flex-wrap items-center gap-x-1">
      <IconButton icon="back" label={BACK} className="-ml-3" onClick={closeRace} />
      <div className="min-w-0 flex-1">
        <h2 className={TITLE}>{NAME}</h2>
        <RaceProgress>
          <p className="truncate text-ink3">{words}</p>
        </RaceProgress>
      </div>
      <RacePress />
      <div className="race-note">
        <RaceNote />
      </div>
    </header>
  );
}
