import { type ReactNode, useState } from 'react';
import { formatResult } from '../../race/result-text.ts';
import { tableAsCsv, tableAsMarkdown } from '../../race/table-text.ts';
import { shownRace } from '../../store/shown-race.ts';
import type { State, Store } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { copyText } from '../kit/copy-text.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { placeName } from './place-words.ts';
import type { Row } from './rows.ts';
import type { Times } from './standing.ts';

interface TakeAlongProps {
  /** As they are ordered. */
  readonly rows: readonly Row[];
  readonly times: Times | null;
  /** The memory, in a phrase. */
  readonly memory: string;
}

const shownOf = ({ race }: State): State['race']['result'] => shownRace(race);

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
  const caption = captionOf(memory, times);
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
      <Button kind="plain" onClick={() => void copy('CSV', tableAsCsv(rows))}>
        Copy as CSV
      </Button>
      <Button kind="plain" onClick={() => void copy('Markdown', tableAsMarkdown(rows, caption))}>
        Copy as Markdown
      </Button>
      <Button kind="plain" disabled={!shown} onClick={() => shown && save(formatResult(shown))}>
        Save figures
      </Button>
    </div>
  );
}

/** Whoever opens it sees the memory of the scene, and is told so as well: the figures carry their fingerprint. */
const LINK_OF_OTHER = 'Link, with figures that are not of the memory here,';

/** `17 sections in 2 islands, highest at 2⁶⁰; Chromium 156, 2 cores; times are of the layout before` */
function captionOf(memory: string, times: Times | null): string {
  if (!times) return memory;
  const { place, standing, doubt } = times;
  const where = standing === 'elsewhere' ? 'measured elsewhere, on ' : 'times of ';
  return [memory, where + placeName(place), ...(doubt ? [doubt] : [])].join('; ');
}

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
  link.download = 'structure-race.json';
  link.click();
  // The download has its own hold on the data only after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
