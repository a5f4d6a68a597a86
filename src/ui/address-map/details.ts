import type { State } from '../../store/store.ts';
import type { Movement } from './motion.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import type { Label, Wish } from './place-labels.ts';
import type { SlotMark } from './slot-marks.ts';

/** Written between the mark's left edge and `d`. */
type PageWords = (pen: Pen, pic: Picture, palette: Palette, mark: SlotMark, d: number) => void;

/** What the opening picture does without: fetched right after it, so that it does not wait for this. */
export interface Details {
  /** How much of its colour a column of the band has, between two sections with fraction. */
  readonly cover: (pic: Picture, low: number, high: number) => number;
  /** What the row of pages says of a slot whose pages are right, close by, or wrong. */
  readonly rightPage: PageWords;
  readonly wrongPage: PageWords;
  /** Slots that answered before this step and answer no more. */
  readonly emptied: (pen: Pen, pic: Picture, palette: Palette) => void;
  /** Strips that show where one is, on a close view. */
  readonly strips: (pen: Pen, pic: Picture, palette: Palette) => readonly Label[];
  /** What slots beside the memory in sight have to say, on a close view. */
  readonly neighbours: (pic: Picture) => readonly Wish[];
  /** What the marks alone cannot say. */
  readonly words: (pic: Picture) => readonly Wish[];
  /** Where the memory is, if none of it is in sight. */
  readonly overview: (pen: Pen, pic: Picture, palette: Palette) => void;
  /** What the kernel does not have, or not for long. */
  readonly absent: (pen: Pen, pic: Picture, palette: Palette) => void;
  /** Ribbons from beyond the edge. */
  readonly foreigners: (pen: Pen, pic: Picture, palette: Palette) => void;
  /** Slots that answer for memory that is gone, and entries that answer with nothing. */
  readonly staleSlots: (pen: Pen, pic: Picture, palette: Palette) => void;
  readonly flags: (pen: Pen, pic: Picture, palette: Palette) => void;
  /** What a section would cost across a fold, while a part is in the hand. */
  readonly price: (pen: Pen, pic: Picture, palette: Palette) => void;
  readonly prices: (pic: Picture) => readonly Wish[];
  /** Where the asked address goes. */
  readonly question: (pen: Pen, pic: Picture, palette: Palette, asked: State['question']) => void;
  /** Buffers on the device's queue, and the path of the one with that number. */
  readonly packets: (pen: Pen, pic: Picture, palette: Palette, chosen: number | null) => void;
  /** How edges travel from one picture to the next; null where they jump. */
  readonly movement: (change: 'axis' | 'scene') => Movement | null;
}
