import { type KeyboardEvent, type ReactNode, useId } from 'react';
import type { PanelId } from '../../store/page.ts';
import type { State } from '../../store/store.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { PANEL_NAMES } from './panel-names.ts';
import { PanelOf } from './panel-of.tsx';

const tabsOf = (s: State): State['tabs'] => s.tabs;

const PAIRS: readonly (readonly [PanelId, PanelId])[] = [
  ['sections', 'chain'],
  ['driver', 'translation'],
];

/** Two panels at a time: what the kernel knows on the left, what the driver makes of it on the right. */
export function PanelTabs(): ReactNode {
  const tabs = useStore(tabsOf);
  return (
    <div className="mx-4 grid h-full min-h-0 grid-cols-2 border-t border-line">
      {PAIRS.map((pair, i) => (
        <Pair key={pair[0]} pair={pair} shown={tabs[i] ?? pair[0]} />
      ))}
    </div>
  );
}

interface PairProps {
  readonly pair: readonly [PanelId, PanelId];
  readonly shown: PanelId;
}

function Pair({ pair, shown }: PairProps): ReactNode {
  const store = useStoreApi();
  const id = useId();
  const other = pair.find((p) => p !== shown) ?? shown;
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    store.getState().showPanel(other);
    document.getElementById(`${id}-${other}`)?.focus();
  };
  return (
    <div className="flex min-h-0 min-w-0 flex-col border-l border-line px-4 first:border-l-0 first:pl-0 last:pr-0">
      <div role="tablist" className="-mb-px flex shrink-0 gap-4" onKeyDown={pressed}>
        {pair.map((panel) => (
          <button
            key={panel}
            id={`${id}-${panel}`}
            type="button"
            role="tab"
            aria-selected={panel === shown}
            aria-controls={`${id}-panel`}
            tabIndex={panel === shown ? 0 : -1}
            onClick={() => store.getState().showPanel(panel)}
            className="h-8 cursor-pointer border-b-2 border-transparent text-xs text-ink2 hover:text-ink aria-selected:border-ink aria-selected:font-medium aria-selected:text-ink"
          >
            {PANEL_NAMES[panel]}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${shown}`}
        className="panel min-h-0 flex-1 overflow-hidden pt-1.5 pb-1.5 contain-strict"
      >
        <PanelOf id={shown} size="normal" />
      </div>
    </div>
  );
}
