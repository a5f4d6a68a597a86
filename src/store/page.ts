import type { StateCreator } from 'zustand/vanilla';
import type { Scene } from '../worker/protocol.ts';
import type { SessionSlice } from './session.ts';
import { OPENING_QUESTION, type ViewSlice } from './view.ts';

export const PANELS = ['sections', 'chain', 'driver', 'translation'] as const;
export type PanelId = (typeof PANELS)[number];

/** How much room the window gives, in the reader's own font size. */
export type Layout = 'wide' | 'tabs' | 'phone';

/** What the page itself shows and where: which panel has news, which sheet is open, what is announced. */
export interface PageSlice {
  readonly layout: Layout;
  /** Root font at 125 %, for the back row of a lecture hall. */
  readonly projector: boolean;
  /** The panel that last had something to tell; it grows. */
  readonly news: PanelId | null;
  /** The panel shown of each pair of tabs. */
  readonly tabs: readonly [PanelId, PanelId];
  /** The panel open as a sheet on a phone. */
  readonly sheet: PanelId | null;
  /** The panels are on the page: they come right after the first picture. */
  readonly complete: boolean;
  /** The figure answers to pointer and keyboard: that, too, comes right after the first picture. */
  readonly handy: boolean;
  /** Things begun on the page that have not reached the worker yet. */
  readonly begun: number;
  /** One quiet line above the time bar, until dismissed. */
  readonly notice: string | null;
  setComplete(): void;
  setHandy(): void;
  /** Counts a thing that starts by fetching code, so that nobody takes the page for idle meanwhile. */
  during<T>(work: () => Promise<T>): Promise<T>;
  setLayout(layout: Layout): void;
  setProjector(projector: boolean): void;
  showPanel(panel: PanelId): void;
  setSheet(sheet: PanelId | null): void;
  setNotice(notice: string | null): void;
  setNews(news: PanelId | null): void;
}

const leftOf = (panel: PanelId): boolean => panel === 'sections' || panel === 'chain';

export const createPageSlice: StateCreator<PageSlice> = (set, get) => ({
  layout: 'wide',
  projector: false,
  news: null,
  tabs: ['sections', 'driver'],
  sheet: null,
  complete: false,
  handy: false,
  begun: 0,
  notice: null,
  setComplete: () => set({ complete: true }),
  setHandy: () => set({ handy: true }),
  during: async (work) => {
    set({ begun: get().begun + 1 });
    try {
      return await work();
    } finally {
      set({ begun: get().begun - 1 });
    }
  },
  setLayout: (layout) => {
    if (layout !== get().layout) set({ layout, sheet: null });
  },
  setProjector: (projector) => set({ projector }),
  showPanel: (panel) =>
    set(({ tabs: [left, right] }) => ({
      tabs: leftOf(panel) ? [panel, right] : [left, panel],
    })),
  setSheet: (sheet) => set({ sheet }),
  setNotice: (notice) => set({ notice }),
  setNews: (news) => {
    set({ news });
    if (news) get().showPanel(news);
  },
});

/** True if the step at the cursor sent something down the chain. */
export const hasRounds = (scene: Scene): boolean =>
  scene.trace.some((fact) => fact.type === 'blocks' && fact.rounds.length > 0);

/** What is asked of the driver and its device in the last panel. */
const BESIDE: readonly string[] = ['send', 'work', 'post', 'complete', 'dma', 'traffic'];

/** The panel that has news after this change of state; undefined: as before. */
export function newsAfter(
  state: SessionSlice & ViewSlice,
  before: SessionSlice & ViewSlice,
): PanelId | null | undefined {
  if (!state.scene) return undefined;
  // A link or a reload shows what its sender saw.
  if (!before.scene) return hasRounds(state.scene) ? 'chain' : undefined;
  const { question } = state;
  // What the page asks by itself is no news.
  const byItself = question === OPENING_QUESTION || question.text === state.scene.story?.address;
  if (question !== before.question && !byItself && question.text !== '') return 'translation';
  if (state.scene === before.scene) return undefined;
  // A buffer that is sent is asked about where it is sent: the panel under the hand keeps its room.
  if (BESIDE.includes(state.scene.event?.type ?? '')) return undefined;
  return hasRounds(state.scene) ? 'chain' : null;
}
