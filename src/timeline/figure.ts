/** A number on screen, opened: formula with the numbers put in, each input, and where it comes from. */
export interface Figure {
  /** `327,680 B` */
  readonly value: string;
  /** `= 65,536 × (1 root + 2 tops + 2 dirs)` */
  readonly formula: string;
  readonly inputs: readonly { readonly label: string; readonly text: string }[];
  readonly source: {
    /** `ehea_qmr.c, Linux 2.6.32, ehea_update_busmap`; empty for our own inventions. */
    readonly file: string;
    /** How far to trust it: `ran` on the real code, `read` in it, `derived` from it, or `ours`. */
    readonly kind: 'ran' | 'read' | 'derived' | 'ours';
    readonly note: string;
  };
}

export const FIGURE_IDS = [
  'memory',
  'flatBytes',
  'threeLevelBytes',
  'flatRatio',
  'threeLevelRatio',
  'screens',
  'mapBytes',
  'mapEntries',
  'mrLength',
  'mrPages',
  'mrHcalls',
  'mrHandle',
  'stopTransfer',
  'stepHcalls',
  'stepRounds',
  'renumbered',
  'physicalLimit',
  'wrongPage',
] as const;
export type FigureId = (typeof FIGURE_IDS)[number];
