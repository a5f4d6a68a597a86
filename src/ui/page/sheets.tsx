import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { PANELS, type PanelId } from '../../store/page.ts';
import type { State } from '../../store/store.ts';
import { IconButton } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { PANEL_NAMES } from './panel-names.ts';
import { PanelOf } from './panel-of.tsx';
import { TabIcon } from './tab-icon.tsx';

const sheetOf = (s: State): PanelId | null => s.sheet;
const newsOf = (s: State): PanelId | null => s.news;

/** On a phone: four tabs in thumb reach, each of which opens its panel as a sheet over the picture. */
export function Sheets(): ReactNode {
  const store = useStoreApi();
  const sheet = useStore(sheetOf);
  const news = useStore(newsOf);
  const close = (): void => store.getState().setSheet(null);
  return (
    <>
      {sheet && <Sheet key={sheet} panel={sheet} onClose={close} />}
      <nav aria-label="Panels" className="grid h-14.5 grid-cols-4 border-t border-line bg-paper">
        {PANELS.map((panel) => (
          <button
            key={panel}
            type="button"
            aria-expanded={panel === sheet}
            onClick={() => store.getState().setSheet(panel === sheet ? null : panel)}
            className={`relative flex cursor-pointer flex-col items-center justify-center gap-1 text-tiny ${panel === sheet ? 'font-medium text-ink' : 'text-ink2'}`}
          >
            <TabIcon panel={panel} />
            {PANEL_NAMES[panel]}
            {panel === news && panel !== sheet && (
              <span className="absolute top-2 right-1/4 size-1.5 rounded-full bg-moved" />
            )}
          </button>
        ))}
      </nav>
    </>
  );
}

interface SheetProps {
  readonly panel: PanelId;
  readonly onClose: () => void;
}

function Sheet({ panel, onClose }: SheetProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose();
  };
  return (
    <div
      ref={ref}
      role="dialog"
      aria-label={`${PANEL_NAMES[panel]} sheet`}
      tabIndex={-1}
      onKeyDown={pressed}
      className="fixed inset-x-0 bottom-14.5 z-10 flex h-[62dvh] flex-col rounded-t-[10px] bg-raise px-4 pt-3 pb-2 shadow-pop outline-none"
    >
      <IconButton
        icon="close"
        label={`Close ${PANEL_NAMES[panel]}`}
        onClick={onClose}
        className="absolute top-1 right-1 z-10"
      />
      <div className="min-h-0 flex-1 overflow-auto">
        <PanelOf id={panel} size="normal" />
      </div>
    </div>
  );
}
