import type { StateCreator } from 'zustand/vanilla';
import { ADDRESS_END } from '../machine/units/address.ts';
import type { Scene } from '../worker/protocol.ts';

export const AXES = ['proportional', 'broken', 'logarithmic'] as const;
export type AxisKind = (typeof AXES)[number];

/**
 * The window on the physical address space: [origin, origin + span). Exact: `origin` is whole bytes, `fraction`
 * the part of a byte in units of 2^-64, so that a thousand one-pixel pans add up to a thousand pixels.
 */
export interface Viewport {
  readonly origin: bigint;
  readonly fraction: bigint;
  /** 1 .. 2^64 bytes. */
  readonly span: bigint;
  /** Part of a byte of the span, in units of 2^-64; absent for 0. Zooming in and out again loses nothing. */
  readonly spanFraction?: bigint;
}

export const WHOLE: Viewport = { origin: 0n, fraction: 0n, span: ADDRESS_END };

/** An address asked in Translation, as typed, and its space. */
export interface Question {
  readonly text: string;
  readonly space: 'virtual' | 'physical' | 'bus';
}

/** What the page asks by itself: a byte of the thread's second piece. */
export const OPENING_QUESTION: Question = { text: '0x1000000000000abc', space: 'physical' };
const NO_QUESTION: Question = { text: '', space: 'physical' };
const ITS_SECTION = 2 ** 36;

/** A scene that argues is about an address of its own; on a machine without the thread's memory the page asks nothing. */
export function openingQuestion({ memory, story }: Pick<Scene, 'memory' | 'story'>): Question {
  if (story?.address) return { text: story.address, space: 'physical' };
  for (let i = 0; i < memory.length; i += 3) {
    const first = memory[i] ?? 0;
    if (first <= ITS_SECTION && ITS_SECTION < first + (memory[i + 1] ?? 0)) return OPENING_QUESTION;
  }
  return NO_QUESTION;
}

export type Theme = 'system' | 'light' | 'dark';

export interface ViewSlice {
  readonly viewport: Viewport;
  readonly axis: AxisKind;
  readonly theme: Theme;
  /** Selected bytes, [start, end): the same ring in every part of the page. */
  readonly selection: { readonly start: bigint; readonly end: bigint } | null;
  /** Address asked in Translation, as typed, and its space; shared so that the map draws its path. */
  readonly question: Question;
  /** A scene was opened by hand: its Play takes the focus. */
  readonly playAwaits: boolean;
  setPlayAwaits(playAwaits: boolean): void;
  setViewport(viewport: Viewport): void;
  setAxis(axis: AxisKind): void;
  setTheme(theme: Theme): void;
  select(selection: { start: bigint; end: bigint } | null): void;
  ask(text: string, space: Question['space']): void;
}

export const createViewSlice: StateCreator<ViewSlice> = (set) => ({
  viewport: WHOLE,
  axis: 'broken',
  theme: 'system',
  selection: null,
  question: OPENING_QUESTION,
  playAwaits: false,
  setPlayAwaits: (playAwaits) => set({ playAwaits }),
  setViewport: (viewport) => set({ viewport }),
  setAxis: (axis) => set({ axis }),
  setTheme: (theme) => set({ theme }),
  select: (selection) => set({ selection }),
  ask: (text, space) => set({ question: { text, space } }),
});
