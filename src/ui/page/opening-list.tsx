import { type ReactNode, useEffect, useState } from 'react';
import { formatPower } from '../../machine/units/bytes.ts';
import type { State } from '../../store/store.ts';
import type { GalleryEntry } from '../../worker/protocol.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const earlierOf = (s: State): State['earlier'] => s.earlier;

/** The openings by title and sentence, and the work that one of them took the place of. */
export function OpeningList({ onClose }: { readonly onClose: () => void }): ReactNode {
  const store = useStoreApi();
  const openings = useOpenings();
  const earlier = useStore(earlierOf);
  return (
    <ul className="flex flex-col">
      {openings.map(({ id, title, sentence }) => (
        <li key={id}>
          <OpeningButton
            title={title}
            sentence={raised(sentence)}
            onClick={() => {
              onClose();
              void store.getState().openPreset(id);
            }}
          />
        </li>
      ))}
      {earlier && (
        <li className="mt-1 border-t border-line pt-1">
          <OpeningButton
            title="Back to your earlier work"
            sentence={`${earlier.title}, ${earlier.steps} ${earlier.steps === 1 ? 'step' : 'steps'}`}
            onClick={() => {
              onClose();
              void store.getState().bringBack();
            }}
          />
        </li>
      )}
    </ul>
  );
}

/** `2^60` as it is written on the page. */
const raised = (text: string): string =>
  text.replace(/2\^(\d+)/g, (_, exponent: string) => formatPower(1n << BigInt(exponent), 0) ?? _);

interface OpeningButtonProps {
  readonly title: string;
  readonly sentence: string;
  readonly onClick: () => void;
}

function OpeningButton({ title, sentence, onClick }: OpeningButtonProps): ReactNode {
  return (
    <button
      type="button"
      onClick={onClick}
      className="block w-full cursor-pointer rounded-md px-2 py-1.5 text-left hover:bg-sunk"
    >
      <span className="block font-medium text-ink">{title}</span>
      <span className="block text-xs/4.5 text-ink2">{sentence}</span>
    </button>
  );
}

/** The worker plays every scene for its verdict, so it is the one that lists them. */
function useOpenings(): readonly GalleryEntry[] {
  const store = useStoreApi();
  const [openings, setOpenings] = useState<readonly GalleryEntry[]>([]);
  useEffect(() => {
    let gone = false;
    void store
      .getState()
      .client.ask('gallery', {})
      .then(({ stories, openings: others }) => {
        if (!gone) setOpenings([...stories, ...others]);
      });
    return () => {
      gone = true;
    };
  }, [store]);
  return openings;
}
