import { MAP_ENTRIES } from '../../machine/structures/map-entries.ts';
import type { Translation } from '../../machine/translation.ts';
import { BUSMAP_START } from '../../machine/units/bus-space.ts';
import type { MapView } from '../../worker/protocol.ts';

/** A group of bits of a physical address, as the driver cuts it. */
export interface BitField {
  readonly name: string;
  /** Lowest bit, and how many. */
  readonly low: number;
  readonly bits: number;
  readonly value: bigint;
  /** An index into a table; the others are carried along or dropped. */
  readonly role: 'index' | 'offset' | 'unused';
}

const THREE_LEVEL = [
  { name: 'unused', low: 63, bits: 1, role: 'unused' },
  { name: 'top', low: 50, bits: 13, role: 'index' },
  { name: 'dir', low: 37, bits: 13, role: 'index' },
  { name: 'index', low: 24, bits: 13, role: 'index' },
  { name: 'offset', low: 0, bits: 24, role: 'offset' },
] as const;

const FLAT = [
  { name: 'section', low: 24, bits: 40, role: 'index' },
  { name: 'offset', low: 0, bits: 24, role: 'offset' },
] as const;

/** The fields of an address from the highest bit down: 1 + 13 + 13 + 13 + 24 in the three-level map, else 40 + 24. */
export function fieldsOf(address: bigint, kind: MapView['kind']): readonly BitField[] {
  const fields = kind === 'three-level' ? THREE_LEVEL : FLAT;
  return fields.map((field) => ({
    ...field,
    value: (address >> BigInt(field.low)) & ((1n << BigInt(field.bits)) - 1n),
  }));
}

/** The bits of a field, highest first. */
export const bitsOf = ({ value, bits }: BitField): string => value.toString(2).padStart(bits, '0');

/** Share of the 64 bits that lies left of a field, and its own. */
export const placeOf = ({
  low,
  bits,
}: BitField): { readonly left: number; readonly width: number } => ({
  left: (64 - low - bits) / 64,
  width: bits / 64,
});

/** One table that the translation looks into. */
export interface Visit {
  /** `root`, `top 1024`, `dir 1024·0`, `array` */
  readonly table: string;
  readonly index: number;
  /** Entries of the table. */
  readonly entries: number;
  /** `→ top 1024`, an entry, or why the walk ends here. */
  readonly found: string;
  readonly state: 'hit' | 'miss' | 'unvisited';
}

type Walked = Pick<Translation, 'top' | 'dir' | 'index' | 'missAt' | 'bus' | 'offset'>;

const ORDER: readonly Translation['missAt'][] = ['root', 'top', 'dir', 'entry'];

/** The walk table by table; after a miss the rest is never read. */
export function visitsOf(answer: Walked, map: Pick<MapView, 'kind' | 'entries'>): readonly Visit[] {
  if (answer.index === null) return [];
  return map.kind === 'three-level' ? levels(answer) : [inArray(answer, map.entries)];
}

function levels(answer: Walked): readonly Visit[] {
  const { top, dir, index, missAt } = answer;
  const missed = ORDER.indexOf(missAt);
  const visit = (
    at: number,
    table: string,
    i: number | null,
    found: string,
    miss: string,
  ): Visit => {
    // A missing root ends the walk before its first read.
    const ends = missed === at + 1 || (missed === 0 && at === 0);
    const state = missed < 0 || missed > at + 1 ? 'hit' : ends ? 'miss' : 'unvisited';
    return {
      table,
      index: i ?? 0,
      entries: MAP_ENTRIES,
      found: state === 'hit' ? found : state === 'miss' ? miss : 'not read',
      state,
    };
  };
  return [
    visit(0, 'root', top, `→ top ${top}`, missed === 0 ? 'no root table' : 'null: no top table'),
    visit(1, `top ${top}`, dir, `→ dir ${top}·${dir}`, 'null: no dir table'),
    visit(2, `dir ${top}·${dir}`, index, entryWords(answer), '0: not mapped'),
  ];
}

function inArray(answer: Walked, entries: number): Visit {
  const { missAt, index } = answer;
  const miss =
    missAt === 'root'
      ? 'there is no array'
      : missAt === 'beyond-entries'
        ? 'beyond the last entry'
        : '0: not mapped';
  return {
    table: 'array',
    index: index ?? 0,
    entries: Math.max(1, entries),
    found: missAt === null ? entryWords(answer) : miss,
    state: missAt === null ? 'hit' : 'miss',
  };
}

/** What the entry holds: the bus address without the offset. */
function entryWords({ bus, offset }: Walked): string {
  if (bus === null) return '0: not mapped';
  const entry = BigInt(bus) - BigInt(offset ?? '0x0');
  return entry < BUSMAP_START ? 'the flag 1' : entry.toString(16).replace(/\B(?=(.{4})+$)/g, ' ');
}
