import type { ArrayRefusal } from '../memory/vmalloc.ts';
import {
  countTables,
  type Tables,
  type ThreeLevel,
  tableBytes,
} from '../structures/three-level.ts';
import { BUSMAP_START } from '../units/bus-space.ts';

/** A driver's map, whatever it is made of. */
export interface MapShape {
  readonly kind:
    | 'three-level'
    | 'flat'
    | 'linear'
    | 'service'
    | 'window'
    | 'tce'
    | 'all-memory'
    | 'packets'
    | 'none';
  readonly bytes: bigint;
  /** Three levels: the tables that are there. */
  readonly levels: ThreeLevel | null;
  readonly tables: Tables;
  /** Entries of the flat array, as asked for. */
  readonly entries: number;
  /** [first entry, count, slot | -1 for an entry left at flag 1] for each stretch, ascending. */
  readonly runs: Float64Array;
  /** Bus address of slot 0. */
  readonly origin: bigint;
  /**
   * Where a bus address comes straight from another address: from which, as the predicate of a sentence. Slots are
   * then no place in a dense bus space. Null where slots are dealt out.
   */
  readonly direct: string | null;
  /** Section numbers are cut to 39 bits: what lies above aliases what lies below. */
  readonly folds: boolean;
  readonly mrLength: bigint;
  /** Why the flat array is not there; null where it is, or another map. */
  readonly refused: ArrayRefusal | null;
  /** Tables that nobody can reach any more. */
  readonly leaked: number;
}

export const NO_TABLE: Tables = { root: 0, top: 0, dir: 0 };

const NO_RUNS = new Float64Array(0);

/** No map at all. */
export const NO_SHAPE: MapShape = {
  kind: 'none',
  bytes: 0n,
  levels: null,
  tables: NO_TABLE,
  entries: 0,
  runs: NO_RUNS,
  origin: BUSMAP_START,
  direct: null,
  folds: false,
  mrLength: 0n,
  refused: null,
  leaked: 0,
};

/** A map of three levels: what its tables hold in bytes follows from how many there are. */
export function shapeOfLevels(
  levels: ThreeLevel,
  { runs, mrLength }: Pick<MapShape, 'runs' | 'mrLength'>,
): MapShape {
  const tables = countTables(levels);
  return {
    ...NO_SHAPE,
    kind: 'three-level',
    bytes: tableBytes(tables),
    levels,
    tables,
    runs,
    folds: true,
    mrLength,
  };
}
