import type { Machine } from '../machine/machine.ts';
import { type HeldKind, heldRuns, PAGE_KINDS } from '../machine/memory/held-pages.ts';
import { formatHex } from '../machine/units/address.ts';
import { sectionBytes, sectionStart } from '../machine/units/section.ts';

/** Memory whose pages somebody holds; hex strings. */
export interface HeldRange {
  readonly start: string;
  readonly size: string;
  readonly are: HeldKind;
}

/** All of it, ascending. */
export function heldRanges({ held }: Pick<Machine, 'held'>): readonly HeldRange[] {
  const runs = heldRuns(held);
  return Array.from({ length: runs.length / 3 }, (_, i) => ({
    start: formatHex(sectionStart(runs[3 * i] as number)),
    size: formatHex(sectionBytes(runs[3 * i + 1] as number)),
    are: PAGE_KINDS[runs[3 * i + 2] as number] as HeldKind,
  }));
}
