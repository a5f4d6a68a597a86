import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { isCovered, isRacing } from '../../store/covered.ts';
import type { State } from '../../store/store.ts';
import { AddressMap } from '../address-map/address-map.tsx';
import { Parts } from '../bay/parts.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { Header } from './header.tsx';
import { Help } from './help.tsx';
import { PageFault } from './page-fault.tsx';
import { listenForShortcuts } from './shortcuts.ts';
import { useFirstPicture } from './use-first-picture.ts';

/** Fetched while the worker looks at the link: there before its answer. */
const BadLink = lazy(async () => ({ default: (await import('./bad-link.tsx')).BadLink }));

/** Fetched when there is something to wait for, or to be sorry for. */
const OpeningStrip = lazy(async () => ({
  default: (await import('./opening-strip.tsx')).OpeningStrip,
}));
const WorkerFault = lazy(async () => ({
  default: (await import('./worker-fault.tsx')).WorkerFault,
}));

/** Fetched with the first scene that argues. */
const StoryStrip = lazy(async () => ({
  default: (await import('../story/story-strip.tsx')).StoryStrip,
}));

/** Fetched when a block begins to wait. */
const PendingStrip = lazy(async () => ({
  default: (await import('../faults/pending-strip.tsx')).PendingStrip,
}));

/** Fetched when it is first opened. */
const RaceView = lazy(async () => ({
  default: (await import('../race/race-view.tsx')).RaceView,
}));

/** Fetched right after the first picture, into room that is kept for them. */
const Lower = lazy(async () => ({ default: (await import('./lower.tsx')).Lower }));

/** On a phone the rows are as high as their content: this is their height. */
const RESERVED = <div className="hidden shrink-0 phone:order-3 phone:block phone:h-27.5" />;

const isOpening = (s: State): boolean => s.progress !== null;
const faultOf = (s: State): string | null => s.fault;
const arguesOf = (s: State): boolean => s.scene?.story !== undefined;
const waitsOf = (s: State): boolean => Boolean(s.scene?.pending);
const badLinkOf = (s: State): State['badLink'] => s.badLink;

/**
 * The bands of the page, in rem so that a larger root font enlarges all of it; hero and panels share what a
 * larger window gives.
 */
const BANDS =
  'grid h-full min-h-144 grid-rows-[2.75rem_minmax(0,1fr)] phone:flex phone:min-h-0 phone:flex-col';
/** In a low window a scene's strip is taken from the panels, which scroll, rather than from the drawing. */
const LOW = {
  plain: 'tabs:grid-rows-[3.75rem_auto_minmax(0,11fr)_minmax(0,9fr)_3.875rem]',
  argues: 'tabs:grid-rows-[3.75rem_auto_minmax(0,3fr)_minmax(0,2fr)_3.875rem]',
} as const;
const MAIN =
  'grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-[4.75rem_auto_minmax(0,392fr)_minmax(0,326fr)_3.875rem] phone:flex phone:flex-1 phone:flex-col';

/** The whole page: header, the sentence with its parts, the drawing, the panels, the time bar. */
export function Page(): ReactNode {
  return (
    <PageFault>
      <Shown />
      <Strips />
    </PageFault>
  );
}

function Shown(): ReactNode {
  const badLink = useStore(badLinkOf);
  if (!badLink) return <Instrument />;
  return (
    <Suspense fallback={null}>
      <BadLink error={badLink} />
    </Suspense>
  );
}

function Strips(): ReactNode {
  const opening = useStore(isOpening);
  const fault = useStore(faultOf);
  return (
    <Suspense fallback={null}>
      {opening && <OpeningStrip />}
      {fault !== null && <WorkerFault fault={fault} />}
    </Suspense>
  );
}

function Instrument(): ReactNode {
  const store = useStoreApi();
  const command = useRef<HTMLInputElement>(null);
  const helpAnchor = useRef<HTMLDivElement>(null);
  const [help, setHelp] = useState(false);
  const pictured = useFirstPicture();
  const argues = useStore(arguesOf);
  const waits = useStore(waitsOf);
  const racing = useStore(isRacing);
  const covered = useStore(isCovered);
  const openHelp = useCallback(() => setHelp(true), []);
  const closeHelp = useCallback(() => setHelp(false), []);
  useEffect(() => listenForShortcuts(store, { command, onHelp: openHelp }), [store, openHelp]);
  return (
    <div className={BANDS}>
      <Header onHelp={openHelp} />
      <main className={`${MAIN} ${LOW[argues ? 'argues' : 'plain']}`}>
        <div className="min-w-0 phone:order-2">
          <Parts commandRef={command} />
        </div>
        <div className="min-w-0">
          <Suspense fallback={null}>
            {argues && <StoryStrip />}
            {waits && <PendingStrip />}
          </Suspense>
        </div>
        <div
          data-drawing
          hidden={covered}
          className="min-h-0 min-w-0 border-t border-line contain-strict phone:order-1 phone:flex-1 phone:overflow-auto phone:border-t-0"
        >
          <AddressMap />
        </div>
        {racing && (
          <Suspense
            fallback={<div hidden={!covered} className="row-span-2 phone:order-1 phone:flex-1" />}
          >
            <RaceView />
          </Suspense>
        )}
        <Suspense fallback={RESERVED}>{pictured ? <Lower /> : RESERVED}</Suspense>
        <div ref={helpAnchor} className="fixed top-11 right-6" />
        <Help open={help} onClose={closeHelp} anchor={helpAnchor} />
      </main>
    </div>
  );
}
