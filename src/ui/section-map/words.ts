import { ZONES } from '../../machine/memory/zone-sections.ts';
import { formatHex } from '../../machine/units/address.ts';
import { formatCount, formatPower, formatSize } from '../../machine/units/bytes.ts';
import { sectionStart } from '../../machine/units/section.ts';
import type { Scene } from '../../worker/protocol.ts';
import { lastAtMost, MARK, registeredIn, slotOf, tripleAt } from './stretch.ts';

/** A section or block number, short: `7`, `2³⁶`, `2³⁶+3`, `4,096`. */
export function shortNumber(n: number): string {
  if (n < 65_536) return formatCount(n);
  const power = 2 ** Math.floor(Math.log2(n));
  const rest = n - power;
  const base = formatPower(BigInt(power));
  return base && rest < 1000 ? `${base}${rest ? `+${rest}` : ''}` : formatCount(n);
}

/**
 * What a cell shows where little fits: the number of its first section, how far that is from the start of its segment,
 * or nothing. Cells carry sections, never addresses nor blocks.
 */
export function cellLabel(section: number, origin: number, characters: number): string {
  const exact = section < 1024 ? null : formatPower(BigInt(section));
  const choices = [
    shortNumber(section),
    ...(exact ? [exact] : []),
    ...(section === origin ? [] : [`+${section - origin}`]),
  ];
  return choices.find((label) => label.length <= characters) ?? '';
}

/** States in words, the loudest last: `online, wrong page`. */
export function stateWords(marks: number): string {
  if (marks === 0) return 'hole';
  const words: string[] = [];
  const here = marks & (MARK.online | MARK.offline | MARK.absent);
  if (here === MARK.online) words.push('online');
  else if (here === MARK.offline) words.push('offline');
  else if (here === MARK.absent) words.push('not there');
  else words.push('partly there');
  if (isStale(marks)) words.push('stale');
  if (marks & MARK.flagged) words.push('map entry is the flag 1');
  if (marks & MARK.wrong) words.push('wrong page');
  for (const [mark, word] of HELD_WORDS) if (marks & mark) words.push(word);
  return words.join(', ');
}

/** What is said of pages that somebody holds. */
export const HELD_WORDS = [
  [MARK.waits, 'its offline waits'],
  [MARK.unmovable, 'pages unmovable'],
  [MARK.failing, 'pages fail to move'],
  [MARK.pinned, 'pages pinned'],
  [MARK.poisoned, 'pages poisoned'],
] as const;

/** The loudest that is true, as the legend has it: memory that the map still answers for is stale and offline, or gone. */
export function legendLabel(marks: number): string {
  if (marks === 0) return 'hole';
  if (marks & MARK.wrong) return 'wrong page';
  const offline = (marks & MARK.offline) !== 0;
  if (isStale(marks)) return offline ? 'offline, stale' : 'gone, stale';
  return offline ? 'offline' : 'online';
}

export const isStale = (marks: number): boolean => (marks & MARK.stale) !== 0;

/** `, zone Movable` of an online section, where the kernel has more than one zone. */
export function zoneWords({ zones }: Pick<Scene, 'zones'>, section: number): string {
  const [first, count, zone] = tripleAt(zones, lastAtMost(zones, section));
  return zones.length > 0 && section >= first && section < first + count
    ? `, zone ${ZONES[zone]}`
    : '';
}

/** Name of one cell for a screen reader: `section 7, 0x7000000, online, bus slot 7`. */
export function cellName(scene: Scene, block: number, perBlock: number, marks: number): string {
  const first = block * perBlock;
  const what =
    perBlock === 1
      ? `section ${formatCount(block)}`
      : `sections ${formatCount(first)} to ${formatCount(first + perBlock - 1)}, block ${formatCount(block)}`;
  const state = `${stateWords(marks)}${zoneWords(scene, first)}`;
  const parts = [what, formatHex(sectionStart(first)), state];
  const slot = slotOf(scene, first);
  if (slot !== null && slot >= 0 && scene.map.direct === null)
    parts.push(`bus slot ${formatCount(slot)}`);
  if (marks & MARK.wrong) {
    const read = slot === null ? null : registeredIn(scene, slot);
    if (read !== null) parts.push(`the device reads section ${formatCount(read)}`);
  }
  return parts.join(', ');
}

/** Name of a folded hole, a bar or what lies beyond the kernel's limit. */
export function stretchName(
  kind: 'hole' | 'beyond' | 'bar',
  range: { readonly first: number; readonly count: number },
  perBlock: number,
  marks: number,
): string {
  const sections = range.count * perBlock;
  const start = sectionStart(range.first * perBlock);
  const end = start + sectionStart(sections) - 1n;
  const where = `${formatHex(start)} to ${formatHex(end)}`;
  const count = `${formatCount(sections)} ${sections === 1 ? 'section' : 'sections'}`;
  if (kind === 'hole') return `hole, ${count}, ${where}`;
  if (kind === 'beyond') return `beyond this kernel's limit, ${count}, ${where}`;
  return `${count}, ${where}, ${formatSize(sectionStart(sections))}, ${stateWords(marks)}`;
}
