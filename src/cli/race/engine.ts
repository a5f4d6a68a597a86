import { addresses, BATCH } from '../../machine/structures/words/addresses.ts';
import { create, STRUCTURES } from '../../machine/structures/words/catalogue.ts';
import type { Structure, StructureId } from '../../machine/structures/words/structure.ts';
import { WasmTable } from '../../worker/wasm-table.ts';
import { LETTERS, type Letter, type Workload, workload } from './workloads.ts';

/** For the runner, which takes what it needs from the one bundle. */
export { LETTERS, STRUCTURES };

export type Form = 'ts' | 'wasm';

/** What the runner of the race asks of Node and of Chromium alike; all answers can be sent as messages. */
export class RaceEngine {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #module: WebAssembly.Module;
  readonly #standing = new Map<string, Standing>();
  #workload: Workload | undefined;
  #modules = 0;

  /** @param bytes batch.wasm */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.#module = new WebAssembly.Module(bytes);
  }

  /** Makes the workload; what stood over another is gone. */
  prepare(letter: Letter, queries: number): void {
    this.#standing.clear();
    this.#workload = workload(letter, queries);
  }

  /** Sections and queries as u64, for the native reference. */
  texts(): { readonly sections: BigUint64Array<ArrayBuffer>; readonly queries: Uint32Array } {
    const { sections, queries } = this.#given;
    const all = new BigUint64Array(sections.size);
    let at = 0;
    for (const [start, end] of sections) for (let s = start; s < end; s++) all[at++] = BigInt(s);
    return { sections: all, queries };
  }

  /** False where the structure cannot stand whole: nothing to be measured. */
  build(id: StructureId, form: Form): boolean {
    const standing =
      form === 'ts' ? inScript(id, this.#given) : inMemory(id, this.#given, this.#module);
    if (standing.structure.whole) this.#standing.set(`${id} ${form}`, standing);
    return standing.structure.whole;
  }

  free(id: StructureId): void {
    this.#standing.delete(`${id} ts`);
    this.#standing.delete(`${id} wasm`);
  }

  /** Milliseconds for the first so many queries, in calls of 64 Ki. */
  run(id: StructureId, form: Form, count: number): number {
    const standing = this.#get(id, form);
    const from = performance.now();
    standing.run(count);
    return performance.now() - from;
  }

  /** The sum over all addresses that the reference makes too: u64, each xor its place modulo 256. */
  sum(id: StructureId, form: Form, count: number): string {
    const standing = this.#get(id, form);
    standing.run(count);
    let high = 0;
    let low = 0;
    standing.eachBatch(count, (answers, first) => {
      for (let i = 0; i < answers.length; i += 2) {
        low += ((answers[i] as number) ^ ((first + i / 2) & 0xff)) >>> 0;
        high += answers[i + 1] as number;
      }
      high = (high + Math.floor(low / 2 ** 32)) % 2 ** 32;
      low %= 2 ** 32;
    });
    return ((BigInt(high) << 32n) | BigInt(low)).toString(16);
  }

  /** Bytes by the formula, bytes we hold, bytes of the pages that are touched. */
  bytes(id: StructureId): {
    readonly bytes: string;
    readonly held: number;
    readonly touched: number;
    readonly isWhole: boolean;
  } {
    const { structure } = inScript(id, this.#given);
    const { reserved, held, touchedPages } = structure.memory();
    const touched = touchedPages * 4096;
    return { bytes: reserved.toString(), held, touched, isWhole: structure.whole };
  }

  sections(): number {
    return this.#given.sections.size;
  }

  /** Microseconds to remove and add again a section that is there, each with full renumbering: mean over about so long. */
  update(id: StructureId, milliseconds: number): number {
    const { structure } = this.#get(id, 'ts');
    const { sections } = this.#given;
    let done = 0;
    const from = performance.now();
    let spent = 0;
    while (spent < milliseconds || done < 3) {
      // A fixed stride through the sections: the same for every structure.
      const section = sections.select((done * 2_654_435_761) % sections.size) as number;
      structure.remove(section);
      structure.add(section);
      done += 1;
      if (done % 16 === 0 || spent > milliseconds / 8 || done < 16)
        spent = performance.now() - from;
    }
    return (spent * 1000) / done;
  }

  /**
   * So many queries for the first time, in calls of 64 Ki through functions just compiled, over what the same takes
   * later: all of them, and the first call alone. Null where the structure cannot stand whole.
   */
  cold(id: StructureId, count: number): { readonly batch: number; readonly call: number } | null {
    const asked = { ...this.#given, queries: this.#given.queries.subarray(0, 2 * count) };
    const { structure, runCall } = inMemory(id, asked, this.#freshModule());
    if (!structure.whole) return null;
    const calls = Array.from({ length: count / BATCH }, (_, i) => i);
    const first = calls.map((call) => timed(() => runCall(call)));
    const later = Array.from({ length: 6 }, () => timed(() => calls.forEach(runCall))).slice(1);
    const steady = middle(later);
    return {
      batch: first.reduce((sum, ms) => sum + ms) / steady,
      call: (first[0] as number) / (steady / calls.length),
    };
  }

  get #given(): Workload {
    if (!this.#workload) throw new Error('No workload is prepared.');
    return this.#workload;
  }

  #get(id: StructureId, form: Form): Standing {
    const standing = this.#standing.get(`${id} ${form}`);
    if (!standing) throw new Error(`${id} ${form} is not built.`);
    return standing;
  }

  /** An engine keeps what it compiled by the bytes; a section without meaning at the end makes them others. */
  #freshModule(): WebAssembly.Module {
    this.#modules += 1;
    const name = new TextEncoder().encode(String(this.#modules).padStart(8, '0'));
    return new WebAssembly.Module(
      new Uint8Array([...this.#bytes, 0, name.length + 1, name.length, ...name]),
    );
  }
}

function timed(what: () => void): number {
  const from = performance.now();
  what();
  return performance.now() - from;
}

const middle = (values: readonly number[]): number =>
  values.toSorted((x, y) => x - y)[values.length >> 1] as number;

interface Standing {
  readonly structure: Structure;
  /** Over the first so many queries, a multiple of 64 Ki. */
  readonly run: (count: number) => void;
  /** The addresses after a run, 64 Ki at a time, with the number of the first. */
  readonly eachBatch: (count: number, look: (answers: Uint32Array, first: number) => void) => void;
}

/** TypeScript alone: slots, four bytes each; addresses are put together only to be compared. */
function inScript(id: StructureId, { physicalBits, sections, queries }: Workload): Standing {
  const structure = create(id, { physicalBits }).build(sections);
  const count = queries.length / 2;
  const slots = new Uint32Array(count);
  const pieces = piecesOf(count).map(([from, to]) => ({
    first: from,
    queries: queries.subarray(2 * from, 2 * to),
    slots: slots.subarray(from, to),
  }));
  return {
    structure,
    run: (asked) => {
      for (const piece of pieces.slice(0, asked / BATCH))
        structure.slots(piece.queries, piece.slots);
    },
    eachBatch: (asked, look) => {
      for (const piece of pieces.slice(0, asked / BATCH)) {
        const out = new Uint32Array(piece.queries.length);
        addresses(structure, piece.queries, out);
        look(out, piece.first);
      }
    },
  };
}

/** In the memory of WebAssembly: addresses, eight bytes each. */
function inMemory(
  id: StructureId,
  { physicalBits, sections, queries }: Workload,
  module: WebAssembly.Module,
): Standing & { readonly runCall: (call: number) => void } {
  const table = new WasmTable(module);
  const structure = create(id, { physicalBits, backing: table.backing }).build(sections);
  const room = table.room(queries.length / 2);
  room.queries.set(queries);
  return {
    structure,
    run: (count) => {
      const queriesAsked = room.queries.subarray(0, 2 * count);
      table.run(structure, { queries: queriesAsked, answers: room.answers });
    },
    runCall: (call) => {
      const part = (words: Uint32Array) => words.subarray(2 * BATCH * call, 2 * BATCH * (call + 1));
      table.run(structure, { queries: part(room.queries), answers: part(room.answers) });
    },
    eachBatch: (count, look) => {
      for (const [from, to] of piecesOf(count)) look(room.answers.subarray(2 * from, 2 * to), from);
    },
  };
}

const piecesOf = (count: number): [number, number][] =>
  Array.from({ length: Math.ceil(count / BATCH) }, (_, i) => [
    i * BATCH,
    Math.min(count, (i + 1) * BATCH),
  ]);
