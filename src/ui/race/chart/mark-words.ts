import { counted, formatCount, formatSize } from '../../../machine/units/bytes.ts';
import { threeDigits } from '../columns.ts';
import { STRUCTURE_WORDS } from '../structure-words.ts';
import { beatenBy, type Entry } from './entries.ts';
import { timeWords } from './log-axis.ts';

/** `512 GiB (549,755,813,896 B)`; below 1 KiB the bytes alone. */
export const bytesWords = (bytes: bigint): string =>
  bytes < 1024n ? `${bytes} B` : `${formatSize(bytes)} (${formatCount(bytes)} B)`;

const STANDING: Readonly<Record<Entry['standing'], string>> = {
  now: '',
  before: ', of the layout before',
  elsewhere: ', measured elsewhere',
};

/** `median 12.3 ns, 11.9 ns to 13 ns over the rounds` */
function lookupWords({ time, why, standing }: Entry): string {
  if (!time) return why ?? 'not raced yet';
  const { median, low, high } = time;
  return `median ${timeWords(median)}, ${timeWords(low)} to ${timeWords(high)} over the rounds${STANDING[standing]}`;
}

function accessWords({ reads, lines }: Entry): readonly string[] {
  if (reads === null || lines === null) return [];
  return [`${threeDigits(reads)} reads in ${threeDigits(lines)} cache lines for one lookup`];
}

function frontWords(entry: Entry, entries: readonly Entry[]): readonly string[] {
  if (!entry.time) return [];
  const winners = beatenBy(entry, entries);
  if (winners.length === 0) return ['On the front: nothing here is both smaller and faster'];
  const names = winners.map(({ structure }) => STRUCTURE_WORDS[structure].name);
  const said = names.slice(0, 2).join(' and ');
  const rest = names.length - 2;
  return [`Beaten in both by ${said}${rest > 0 ? ` and ${counted(rest, 'more', 'more')}` : ''}`];
}

/** Everything the picture knows of a mark, a line each; first its name. */
export const markLines = (entry: Entry, entries: readonly Entry[]): readonly string[] => [
  STRUCTURE_WORDS[entry.structure].name,
  `${bytesWords(entry.bytes)} reserved`,
  lookupWords(entry),
  ...accessWords(entry),
  ...frontWords(entry, entries),
];
