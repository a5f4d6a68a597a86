import type { Space } from '../machine/translation.ts';

/** A number on screen, opened: formula with the numbers put in, each input, and where it comes from. */
export interface Figure {
  /** `327,680 B` */
  readonly value: string;
  /** `= 65,536 × (1 root + 2 tops + 2 dirs)` */
  readonly formula: string;
  readonly inputs: readonly { readonly label: string; readonly text: string }[];
  readonly source: {
    /** `ehea_qmr.c, Linux 2.6.32, ehea_update_busmap`; empty for our own inventions and for plain arithmetic. */
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
  'barScale',
  'flatPixels',
  'threeLevelPixels',
  'screens',
  'mapSlots',
  'mapTables',
  'mapBytes',
  'mapEntries',
  'mrLength',
  'mrPages',
  'mrHcalls',
  'mrHandle',
  'mrHandles',
  'stopTransfer',
  'stepHcalls',
  'stepRounds',
  'renumbered',
  'physicalLimit',
  'wrongPage',
  'hole',
  'nameVirtual',
  'namePhysical',
  'nameBus',
  'nameDevice',
  'accesses',
] as const;
export type FigureId = (typeof FIGURE_IDS)[number];

/** What on the page a figure is about, where the machine alone does not tell. */
export interface FigureAbout {
  /** Bytes per pixel of the bill's bars. */
  readonly scale?: string;
  /** Of the window, in pixels. */
  readonly width?: number;
  /** A range of addresses: a hole. */
  readonly start?: string;
  readonly end?: string;
  /** The address that is asked. */
  readonly address?: string;
  readonly space?: Space;
  /** Of accesses: the verdict whose count it is. */
  readonly verdict?: string;
}
