import type { ReactNode } from 'react';
import { type Layout, PANELS, type PanelId } from '../../store/page.ts';
import type { State } from '../../store/store.ts';
import { useStore } from '../kit/use-store.ts';
import { PanelOf, type PanelSize } from './panel-of.tsx';
import { PanelTabs } from './panel-tabs.tsx';
import { Sheets } from './sheets.tsx';

const newsOf = (s: State): PanelId | null => s.news;
const layoutOf = (s: State): Layout => s.layout;

/**
 * Shares of 1,392: the panel that has news grows, the others give up glosses, never figures. Translation is never
 * narrower than it is at rest: its fields stand where they stood, under whatever hand is on them.
 */
const COLUMNS: Readonly<Record<'chain' | 'translation' | 'quiet', string>> = {
  quiet: '348fr 348fr 348fr 348fr',
  chain: '243fr 536fr 265fr 348fr',
  translation: '241fr 206fr 247fr 698fr',
};

/** The quiet margin below the drawing: side by side, in two pairs of tabs, or as sheets. */
export function Panels(): ReactNode {
  const layout = useStore(layoutOf);
  if (layout === 'phone') return <Sheets />;
  return layout === 'tabs' ? <PanelTabs /> : <Row />;
}

function Row(): ReactNode {
  const news = useStore(newsOf);
  const grown = news === 'chain' || news === 'translation' ? news : null;
  const sizeOf = (id: PanelId): PanelSize => {
    if (id === grown) return 'wide';
    return grown === null || id === 'translation' ? 'normal' : 'narrow';
  };
  return (
    // Each cell is laid out by itself, so that growing one does not lay out the page.
    <div
      className="mx-6 grid h-full min-h-0 border-t border-line transition-[grid-template-columns] duration-240 ease-settle"
      style={{ gridTemplateColumns: COLUMNS[grown ?? 'quiet'] }}
    >
      {PANELS.map((id) => (
        <div
          key={id}
          className="panel min-h-0 min-w-0 overflow-hidden border-l contain-strict border-line px-5 pt-2.5 pb-1.5 first:border-l-0 first:pl-0 last:pr-0"
        >
          <PanelOf id={id} size={sizeOf(id)} />
        </div>
      ))}
    </div>
  );
}
