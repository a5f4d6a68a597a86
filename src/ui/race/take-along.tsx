import { type ReactNode, useEffect, useState } from 'react';
import { formatResult } from '../../race/result-text.ts';
import { type TableAbout, tableAsCsv, tableAsMarkdown } from '../../race/table-text.ts';
import { shownRace } from '../../store/shown-race.ts';
import type { State, Store } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { copyText } from '../kit/copy-text.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import type { Row } from './rows.ts';
import type { Times } from './standing.ts';
import { STRUCTURE_WORDS } from './structure-words.ts';

interface TakeAlongProps {
  /** As they are ordered. */
  readonly rows: readonly Row[];
  readonly times: Times | null;
  /** The memory, in a phrase. */
  readonly memory: string;
}

const shownOf = ({ race }: State): State['race']['result'] => shownRace(race);

const isRunningOf = ({ race }: State): boolean => race.running !== null;

const FILE = 'structure-race.json';

/** The race for others: as a link, as a table for a sheet or a mail, as a file. */
export function TakeAlong({ rows, times, memory }: TakeAlongProps): ReactNode {
  const store = useStoreApi();
  const shown = useStore(shownOf);
  const [said, setSaid] = useState('');
  const copy = async (what: string, text: string | null): Promise<void> => {
    if (text === null) setSaid('There is nothing to copy yet.');
    else
      setSaid(
        (await copyText(text)) ? `${what} copied.` : 'The clipboard was refused: save the figures.',
      );
  };
  // What was said of one race is no word on the next.
  const running = useStore(isRunningOf);
  useEffect(() => {
    if (running) setSaid('');
  }, [running]);
  const about = aboutOf(memory, times);
  const saveFigures = (): void => {
    if (!shown) return;
    save(formatResult(shown));
    setSaid(`Saved as ${FILE}.`);
  };
  return (
    <div className="race-take flex flex-wrap items-center gap-1">
      <span role="status" className="text-ink2">
        {said}
      </span>
      <Button
        kind="plain"
        disabled={!shown}
        data-tip={
          'The scene at this step with these figures:\nwho opens it sees where they were measured'
        }
        onClick={async () => copy(times?.otherMemory ? LINK_OF_OTHER : 'Link', await linkOf(store))}
      >
        Copy link with figures
      </Button>
      <Button kind="plain" onClick={() => void copy('CSV', tableAsCsv(rows, about))}>
        Copy as CSV
      </Button>
      <Button kind="plain" onClick={() => void copy('Markdown', tableAsMarkdown(rows, about))}>
        Copy as Markdown
      </Button>
      <Button kind="plain" disabled={!shown} onClick={saveFigures}>
        Save figures
      </Button>
    </div>
  );
}

/** Whoever opens it sees the memory of the scene, and is told so as well: the figures carry their fingerprint. */
const LINK_OF_OTHER = 'Link, with figures that are not of the memory here,';

const aboutOf = (memory: string, times: Times | null): TableAbout => ({
  memory,
  times: times && { ...times, isElsewhere: times.standing === 'elsewhere' },
  nameOf: (structure) => STRUCTURE_WORDS[structure].name,
});

/** Null where the scene is too long for a link. */
async function linkOf(store: Store): Promise<string | null> {
  const { client, raceLink, complain } = store.getState();
  const [scene, field] = await Promise.all([client.ask('link', {}), raceLink()]);
  if (!scene.ok) complain(scene.error);
  if (!scene.ok || field === null) return null;
  return `${location.href.replace(/#.*$/s, '')}#${scene.value}&race=${field}`;
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = FILE;
  link.click();
  // The download has its own hold on the data only after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
