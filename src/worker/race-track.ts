import { BATCH } from '../machine/structures/words/addresses.ts';
import { create } from '../machine/structures/words/catalogue.ts';
import type { Structure, StructureId } from '../machine/structures/words/structure.ts';
import { type Queries, sectionsOf } from '../race/queries.ts';
import { mappedBy } from '../timeline/mapped-by.ts';
import type { RaceLayout } from './race-layouts.ts';
import { type Room, WasmTable } from './wasm-table.ts';

/** An array longer than so many bytes is not allocated for the race (ours: thirteen structures stand at once). */
export const LONGEST = 2 ** 27;

/** Lookups of single addresses in one piece; of a batch it is 64 Ki. */
const SINGLES = 16_384;

/** One structure over one layout, ready to be timed. */
export class Track {
  readonly structure: Structure;
  readonly #ask: (first: number, count: number) => void;
  readonly #pieces: number;
  readonly #piece: number;
  readonly #sections: RaceLayout['sections'];
  #next = 0;
  #updated = 0;
  #sink = 0;

  /**
   * @param module batch.wasm, compiled; null: the TypeScript batch answers
   * @throws RangeError if there is no memory for it
   */
  constructor(
    id: StructureId,
    layout: RaceLayout,
    queries: Queries,
    call: 'single' | 'batch',
    module: WebAssembly.Module | null,
  ) {
    const table = module && new WasmTable(module);
    this.structure = create(id, {
      ...layout.measures,
      wholeBytes: LONGEST,
      ...(table ? { backing: table.backing } : {}),
    }).build(mappedBy(id, { online: layout.sections, offline: layout.offline }));
    this.#sections = layout.sections;
    const count = queries.addresses.length / 2;
    this.#piece = Math.min(count, call === 'batch' ? BATCH : SINGLES);
    this.#pieces = Math.floor(count / this.#piece);
    if (!this.structure.whole) this.#ask = () => undefined;
    else if (call === 'single') this.#ask = this.#singly(sectionsOf(queries.addresses));
    else
      this.#ask = table
        ? inWasm(this.structure, table, queries)
        : inScript(this.structure, queries);
  }

  /** Bytes that it holds. */
  get bytes(): number {
    return this.structure.held;
  }

  /** Addresses in a piece. */
  get piece(): number {
    return this.#piece;
  }

  /** A few addresses, often: an engine compiles between calls. */
  warm(calls: number, count: number): void {
    for (let i = 0; i < calls; i++) this.#ask((i * count) % this.#piece, count);
  }

  /** Asks for so many pieces of the addresses, on from where it left off. */
  look(pieces: number): void {
    for (let i = 0; i < pieces; i++) {
      this.#ask(this.#next * this.#piece, this.#piece);
      this.#next = (this.#next + 1) % this.#pieces;
    }
  }

  /** Removes so many mapped sections, each with full renumbering, and adds each again; no lookups may follow. */
  update(times: number): void {
    const { size } = this.#sections;
    for (let i = 0; i < times; i++) {
      // A fixed stride through the sections: the same for every structure.
      const section = this.#sections.select((this.#updated * STRIDE) % size) as number;
      this.structure.remove(section);
      this.structure.add(section);
      this.#updated += 1;
    }
  }

  #singly(sections: Float64Array): (first: number, count: number) => void {
    const { structure } = this;
    return (first, count) => {
      let sum = 0;
      for (let i = first; i < first + count; i++) sum += structure.lookup(sections[i] as number);
      // Kept, so that no engine finds the lookups to be for nothing.
      this.#sink += sum;
    };
  }
}

/** A prime near the golden section of 2^32. */
const STRIDE = 2_654_435_761;

function inWasm(
  structure: Structure,
  table: WasmTable,
  { addresses }: Queries,
): (first: number, count: number) => void {
  const room = table.room(addresses.length / 2);
  room.queries.set(addresses);
  const part = (first: number, count: number): Room => ({
    queries: room.queries.subarray(2 * first, 2 * (first + count)),
    answers: room.answers.subarray(2 * first, 2 * (first + count)),
  });
  return (first, count) => table.run(structure, part(first, count));
}

function inScript(
  structure: Structure,
  { addresses }: Queries,
): (first: number, count: number) => void {
  const slots = new Uint32Array(addresses.length / 2);
  return (first, count) =>
    structure.slots(
      addresses.subarray(2 * first, 2 * (first + count)),
      slots.subarray(first, first + count),
    );
}
