import { readSpacedAddress } from '../../scenario/text/spelling.ts';
import type { State } from '../../store/store.ts';
import type { Picture } from './picture.ts';
import { firstSlotRow, rankedRow, segment } from './segments.ts';
import { slotOfSection } from './slot-of.ts';

/** Where an asked address goes: down its ribbon to the slot, and up again to where the device lands. */
export interface QuestionPath {
  readonly section: number;
  readonly offset: number;
  readonly slot: number;
  /** Section that the device reaches; null: no pages there. */
  readonly reached: number | null;
}

/** The path of the question, if it is physical or virtual and the map answers it. */
export function pathOf(pic: Picture, question: State['question']): QuestionPath | null {
  const read = readSpacedAddress(question.text);
  if (!read.ok || pic.previewing) return null;
  const space = read.value.space ?? question.space;
  if (space === 'bus') return null;
  const linear =
    space === 'virtual' ? read.value.address - 0xc000000000000000n : read.value.address;
  const address = linear & ((1n << 64n) - 1n);
  const section = Number(address >> 24n);
  const slot = slotOfSection(pic, section);
  if (slot === null) return null;
  const rank = firstSlotRow(pic.segments, slot);
  const row = segment(pic.segments, rankedRow(pic.segments, rank));
  const reached = Number.isNaN(row.registered) ? null : row.registered + slot - row.slot;
  return { section, offset: Number(address & 0xffffffn), slot, reached };
}
