import { formatCount } from '../../machine/units/bytes.ts';
import { sectionName } from './section-name.ts';
import { any, type Segments, segment } from './segments.ts';

/** Where the device reads other pages than the map means. */
export interface WrongPages {
  /** First slot with wrong pages. */
  readonly slot: number;
  readonly fact: string;
  readonly cause: string;
}

/** From here on `top << 26` does not fit an int: sections of 2^31 and above. */
const INT = 2 ** 31;

/** `Slot 16 reads section 0.`, and why; null if every slot reads what it should. `would`: seen before the drop. */
export function wrongPages(segments: Segments, hcalls: string, would: boolean): WrongPages | null {
  if ((segments.wrong[segments.count] ?? 0) === 0) return null;
  let slots = 0;
  let rows = 0;
  let first = -1;
  let overflow = true;
  for (let i = 0; i < segments.count; i++) {
    // Nearly all are right: the tally says so without looking at the row.
    if (!any(segments.wrong, i, i + 1)) continue;
    const s = segment(segments, i);
    if (first < 0) first = i;
    rows += 1;
    slots += s.count;
    overflow &&= s.section >= INT;
  }
  const s = segment(segments, first);
  const cause = would
    ? ''
    : overflow
      ? `All ${formatCount(hcalls)} hcalls succeeded; top << 26 wrapped around an int, which C leaves undefined.`
      : 'The map has changed since the region was registered.';
  return { slot: s.slot, fact: fact(s, slots, rows, would), cause };
}

function fact(s: ReturnType<typeof segment>, slots: number, rows: number, would: boolean): string {
  const reads = would ? 'would read' : slots === 1 ? 'reads' : 'read';
  if (slots === 1)
    return `Slot ${sectionName(s.slot)} ${reads} section ${sectionName(s.registered)}.`;
  if (rows === 1)
    return `Slots ${span(s.slot, s.count)} ${reads} sections ${span(s.registered, s.count)}.`;
  return `${formatCount(slots)} slots ${reads} wrong pages, slot ${sectionName(s.slot)} those of section ${sectionName(s.registered)}.`;
}

const span = (first: number, count: number): string =>
  `${sectionName(first)} to ${sectionName(first + count - 1)}`;
