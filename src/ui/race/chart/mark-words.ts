import { counted, formatCount, formatSize } from '../../../machine/units/bytes.ts';
import { threeDigits } from '../columns.ts';
import { STRUCTURE_WORDS } from '../structure-words.ts';
import { alikeWith, beatenBy, type Entry } from './entries.ts';
import { timeWords } from './log-axis.ts';

/** `512 GiB (549,755,813,896 B)`; below 1 KiB the bytes alone. */
export const bytesWords = (bytes: bigint): string =>
  bytes < 1024n ? `${bytes} B` : `${formatSize(bytes)} (${formatCount(bytes)} B)`;

const STANDING: Readonly<Record<Entry['standing'], string>> = {
  now: '',
  before: ', as raced before',
  elsewhere: ', measured elsewhere',
};

/** `median 12.3 ns, half of the rounds from 11.9 ns to 13 ns` */
function lookupWords({ time, why, standing }: Entry): string {
  if (!time) return why ?? 'not raced yet';
  const { median, low, high } = time;
  return `median ${timeWords(median)}, half of the rounds from ${timeWords(low)} to ${timeWords(high)}${STANDING[standing]}`;
}

function accessWords({ reads, lines }: Entry): readonly string[] {
  if (reads === null || lines === null) return [];
  return [`${threeDigits(reads)} reads in ${threeDigits(lines)} cache lines for one lookup`];
}

function frontWords(entry: Entry, entries: readonly Entry[]): readonly string[] {
  if (!entry.time) return [];
  const winners = beatenBy(entry, entries);
  if (winners.length > 0) return [`Beaten in both by ${namesOf(winners)}`];
  const alike = alikeWith(entry, entries);
  return [
    alike.length > 0
      ? `On the front: within the spread as good as ${namesOf(alike)}`
      : 'On the front: nothing here is both smaller and faster',
  ];
}

/** `hash table and B-tree and 3 more` */
function namesOf(entries: readonly Entry[]): string {
  const names = entries.map(({ structure }) => STRUCTURE_WORDS[structure].name);
  const rest = names.length - 2;
  return `${names.slice(0, 2).join(' and ')}${rest > 0 ? ` and ${counted(rest, 'more', 'more')}` : ''}`;
}

/** Everything the picture knows of a mark, a line each; first its name. */
export const markLines = (entry: Entry, entries: readonly Entry[]): readonly string[] => [
  STRUCTURE_WORDS[entry.structure].name,
  `${bytesWords(entry.bytes)} reserved`,
  lookupWords(entry),
  ...accessWords(entry),
  ...frontWords(entry, entries),
];
