import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { listGallery, openChosen } from '../../store/gallery.ts';
import type { State } from '../../store/store.ts';
import type { Gallery as Listed } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { Entry } from './entry.tsx';
import { matching } from './filter.ts';
import { isArrow, walk } from './walk.ts';

const earlierOf = (s: State): State['earlier'] => s.earlier;
const layoutOf = (s: State): State['layout'] => s.layout;
const hereOf = (s: State): string | undefined => s.scene?.story?.id;

const GRID = 'grid grid-cols-[repeat(auto-fill,minmax(23rem,1fr))] gap-x-4 phone:grid-cols-1';

/** Every scene and every opening: typed words choose among them, arrows walk, Enter opens. */
export function Gallery({ onClose }: { readonly onClose: () => void }): ReactNode {
  const store = useStoreApi();
  const listed = useListed();
  const here = useStore(hereOf);
  const onPhone = useStore(layoutOf) === 'phone';
  const [typed, setTyped] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const filter = useRef<HTMLInputElement>(null);
  const open = (id: string): void => {
    onClose();
    void openChosen(store, id);
  };
  const stories = matching(listed?.stories ?? [], typed);
  const openings = matching(listed?.openings ?? [], typed);
  const [wanted, setWanted] = useState(false);
  const first = stories[0] ?? openings[0];
  // Enter may come before the list does.
  useEffect(() => {
    if (!wanted || !listed) return;
    setWanted(false);
    if (!first) return;
    onClose();
    void openChosen(store, first.id);
  }, [wanted, listed, first, onClose, store]);
  return (
    <section
      ref={box}
      aria-label="Gallery"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === filter.current) setWanted(true);
        else walkBy(event, box, filter);
      }}
      className="flex flex-col"
    >
      <div className="sticky top-0 z-10 flex items-center gap-3 bg-raise px-2 pb-2">
        <input
          ref={filter}
          type="search"
          aria-label="Find a scene"
          data-autofocus={onPhone ? undefined : true}
          placeholder="Find a scene: a kernel, a driver, a verdict …"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="h-8.5 min-w-0 flex-1 rounded-md bg-paper px-2.5 text-[0.8125rem] ring-1 ring-inset ring-edge outline-none placeholder:text-ink3 focus:ring-2 focus:ring-ink phone:h-11"
        />
        <Earlier onClose={onClose} />
        {onPhone && (
          <Button kind="plain" onClick={onClose}>
            Close
          </Button>
        )}
      </div>
      {!listed && (
        <p role="status" className="p-2 text-xs text-ink2">
          The scenes are being played …
        </p>
      )}
      {listed && stories.length + openings.length === 0 && (
        <p role="status" className="p-2 text-xs text-ink2">
          No scene has all these words.
        </p>
      )}
      {stories.length > 0 && (
        <Group title="Scenes" says="each plays, and ends in what the machine answers">
          {stories.map((entry) => (
            <li key={entry.id}>
              <Entry entry={entry} place={entry.place} here={entry.id === here} onOpen={open} />
            </li>
          ))}
        </Group>
      )}
      {openings.length > 0 && (
        <Group title="Ground to stand on" says="a machine, and what you make of it">
          {openings.map((entry) => (
            <li key={entry.id}>
              <Entry entry={entry} here={false} onOpen={open} />
            </li>
          ))}
        </Group>
      )}
    </section>
  );
}

function Group({
  title,
  says,
  children,
}: {
  readonly title: string;
  readonly says: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section aria-label={title} className="border-t border-line pt-2 pb-3">
      <h3 className="px-2 pb-1 text-xs">
        <span className="font-semibold">{title}</span> <span className="text-ink3">{says}</span>
      </h3>
      <ul className={GRID}>{children}</ul>
    </section>
  );
}

/** The work that another scene took the place of. */
function Earlier({ onClose }: { readonly onClose: () => void }): ReactNode {
  const store = useStoreApi();
  const earlier = useStore(earlierOf);
  if (!earlier) return null;
  return (
    <Button
      data-tip={`${earlier.title}, ${earlier.steps} ${earlier.steps === 1 ? 'step' : 'steps'}`}
      onClick={() => {
        onClose();
        void store.getState().bringBack();
      }}
    >
      Back to your earlier work
    </Button>
  );
}

/** Arrows walk among the entries, above the first stands the field; letters go there. */
function walkBy(
  event: KeyboardEvent<HTMLElement>,
  box: RefObject<HTMLElement | null>,
  filter: RefObject<HTMLInputElement | null>,
): void {
  const entries = [...(box.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])];
  const inField = event.target === filter.current;
  if (inField && event.key === 'ArrowDown') entries[0]?.focus();
  else if (!inField && isArrow(event.key)) {
    const places = entries.map((entry) => entry.getBoundingClientRect());
    const from = entries.indexOf(event.target as HTMLElement);
    (entries[walk(places, from, event.key)] ?? filter.current)?.focus();
  } else {
    // What is typed on an entry is meant for the field.
    if (!inField && /^[\w.-]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey)
      filter.current?.focus();
    return;
  }
  event.preventDefault();
}

function useListed(): Listed | null {
  const store = useStoreApi();
  const [listed, setListed] = useState<Listed | null>(null);
  useEffect(() => {
    let gone = false;
    void listGallery(store).then((answer) => {
      if (!gone) setListed(answer);
    });
    return () => {
      gone = true;
    };
  }, [store]);
  return listed;
}
