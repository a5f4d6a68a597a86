import type { StructureId } from '../../../machine/structures/words/structure.ts';
import { clearlyBeats } from '../../../race/alike.ts';
import type { Footing } from '../../../race/footing.ts';
import { beats, type Costs, paretoFront } from '../../../race/pareto.ts';
import {
  isMeasured,
  type Mark,
  type RacedLayout,
  type RaceResult,
  type Spread,
} from '../../../race/result.ts';
import { placeName } from '../place-words.ts';
import { SHOWN } from '../structure-words.ts';

/** How far a time may be believed of the present layout, here. */
export type Standing = 'now' | 'before' | 'elsewhere';

/** One structure as the picture shows it: what it costs over the present layout. */
export interface Entry {
  readonly structure: StructureId;
  readonly bytes: bigint;
  readonly time: Spread | null;
  /** Why there is no time; null also where none was asked for yet. */
  readonly why: string | null;
  readonly standing: Standing;
  readonly reads: number | null;
  readonly lines: number | null;
}

/** The same structure over another layout, or measured elsewhere, beside it. */
export interface GhostEntry {
  readonly structure: StructureId;
  /** Of the layout; `ELSEWHERE` for what came by link or file. */
  readonly layout: string;
  readonly title: string;
  readonly bytes: bigint;
  readonly time: Spread | null;
}

export const ELSEWHERE = 'elsewhere';
const CURRENT = 'current';

/** What there is to be shown: the last race run here, and one that came by link or file. */
export interface Raced {
  readonly result: RaceResult | null;
  readonly elsewhere: RaceResult | null;
}

const currentOf = (result: RaceResult | null): RacedLayout | undefined =>
  result?.layouts.find(({ id }) => id === CURRENT);

/** What came from elsewhere was not over the memory that was raced here. */
export const isApart = (result: RaceResult | null, elsewhere: RaceResult): boolean =>
  result !== null && currentOf(result)?.fingerprint !== currentOf(elsewhere)?.fingerprint;

const markOf = (layout: RacedLayout | undefined, structure: StructureId): Mark | undefined =>
  layout?.marks.find((mark) => mark.structure === structure);

const timeOf = ({ lookup }: Mark): Spread | null => (isMeasured(lookup) ? lookup : null);

/**
 * Every structure once, with the bytes of the present layout and what is known of its time; what was measured
 * elsewhere stands in only where nothing was measured here.
 */
export function entriesOf(
  { result, elsewhere }: Raced,
  footings: readonly Footing[] | null,
  standing: Standing,
): readonly Entry[] {
  const layout = currentOf(result ?? elsewhere);
  return SHOWN.flatMap((structure): Entry[] => {
    const mark = markOf(layout, structure);
    const footing = footings?.find((f) => f.structure === structure);
    const reserved = footing?.reserved ?? mark?.reserved;
    if (reserved === undefined) return [];
    return [{ structure, bytes: BigInt(reserved), ...timed(mark), standing }];
  });
}

function timed(mark: Mark | undefined): Pick<Entry, 'time' | 'why' | 'reads' | 'lines'> {
  if (!mark) return { time: null, why: null, reads: null, lines: null };
  const why = isMeasured(mark.lookup) ? null : mark.lookup.why;
  return { time: timeOf(mark), why, reads: mark.reads, lines: mark.lines };
}

/** A layout beside the present one that can be shown or not. */
export interface Beside {
  readonly id: string;
  readonly title: string;
}

/** Presets, and what was measured elsewhere if something was measured here as well. */
export function besidesOf({ result, elsewhere }: Raced): readonly Beside[] {
  const presets = (result ?? elsewhere)?.layouts.filter(({ id }) => id !== CURRENT) ?? [];
  const all: Beside[] = presets.map(({ id, title }) => ({ id, title }));
  if (result && elsewhere) all.push({ id: ELSEWHERE, title: placeName(elsewhere.place) });
  return all;
}

export function ghostsOf(raced: Raced, hidden: ReadonlySet<string>): readonly GhostEntry[] {
  const layouts = (raced.result ?? raced.elsewhere)?.layouts ?? [];
  return besidesOf(raced)
    .filter(({ id }) => !hidden.has(id))
    .flatMap(({ id, title }) => {
      const layout =
        id === ELSEWHERE ? currentOf(raced.elsewhere) : layouts.find((other) => other.id === id);
      return (layout?.marks ?? []).map((mark) => ({
        structure: mark.structure,
        layout: id,
        title,
        bytes: BigInt(mark.reserved),
        time: timeOf(mark),
      }));
    });
}

/** The stairs: structures that no other beats in bytes and in the median of their times. */
export const frontOf = (entries: readonly Entry[]): readonly Entry[] =>
  paretoFront(costsOf(entries, 'median')).map(({ entry }) => entry);

/**
 * Corners of the ground that is clearly beaten: what is of so many bytes and begins above that time is slower, beyond
 * the spread, than something no larger.
 */
export const beatenFrom = (entries: readonly Entry[]): readonly Costs[] =>
  paretoFront(costsOf(entries, 'high'));

/** Who beats it beyond the spread, those of the stairs first; empty for those on the front, and for what has no time. */
export function beatenBy(entry: Entry, entries: readonly Entry[]): readonly Entry[] {
  const { bytes, time } = entry;
  if (!time) return [];
  const stairs = frontOf(entries);
  const others = entries.filter((other) => !stairs.includes(other));
  return [...stairs, ...others].filter(
    (other) =>
      other.time && clearlyBeats({ bytes: other.bytes, time: other.time }, { bytes, time }),
  );
}

/** Those of the stairs that beat it by their medians, though not beyond the spread. */
export function alikeWith(entry: Entry, entries: readonly Entry[]): readonly Entry[] {
  const [own] = costsOf([entry], 'median');
  if (!own) return [];
  return paretoFront(costsOf(entries, 'median'))
    .filter((other) => beats(other, own))
    .map((other) => other.entry);
}

function costsOf(
  entries: readonly Entry[],
  end: 'median' | 'high',
): readonly (Costs & { readonly entry: Entry })[] {
  return entries.flatMap((entry) =>
    entry.time ? [{ entry, bytes: entry.bytes, time: entry.time[end] }] : [],
  );
}
