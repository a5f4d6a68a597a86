import { addresses, BATCH } from '../machine/structures/words/addresses.ts';
import { type Backing, FIRST_WORDS } from '../machine/structures/words/pool.ts';
import type { Structure } from '../machine/structures/words/structure.ts';

const PAGE = 65_536;
/** The functions look up so many in one turn of their loop (scripts/wasm.mjs). */
const TURN = 4;

const wholeTurns = (count: number): number => Math.ceil(count / TURN) * TURN;

/** The memory of one instance as the backing of a pool: the structure from 0, queries and answers above it. */
class WasmBacking implements Backing {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  words = new Uint32Array(this.memory.buffer);
  #top = 0;
  #room: readonly [number, number] | undefined;

  grow(words: number): void {
    this.#top = Math.max(this.#top, words);
    const [start, end] = this.#room ?? [Number.POSITIVE_INFINITY, 0];
    if (words > start) {
      // What the structure is given must be zero, and queries have stood here.
      this.words.fill(0, start, end);
      this.#room = undefined;
    }
    // Half as much again, so that growing word by word does not copy views all the time.
    if (words > this.words.length) this.#reach(words + (words >>> 1));
  }

  /** The first word of room for so many more above the structure. */
  room(words: number): number {
    // An empty structure reads zeros where its first table would stand.
    const held = Math.max(FIRST_WORDS, this.#top);
    const start = Math.ceil((held * 4) / PAGE) * (PAGE / 4);
    if (start + words > this.words.length) this.#reach(start + words);
    this.#room = [start, Math.max(start + words, this.#room?.[1] ?? 0)];
    return start;
  }

  #reach(words: number): void {
    const pages = Math.ceil((words * 4) / PAGE);
    this.memory.grow(pages - this.memory.buffer.byteLength / PAGE);
    this.words = new Uint32Array(this.memory.buffer);
  }
}

/** Queries and where their answers go, two words each; good until the structure changes or room is made anew. */
export interface Room {
  readonly queries: Uint32Array;
  readonly answers: Uint32Array;
}

type BatchFunction = (
  queries: number,
  count: number,
  answers: number,
  ...parameters: readonly number[]
) => void;

/**
 * Memory of WebAssembly in which one structure lives, and the functions that look up in it (structures/words/*.wat).
 * The structure itself is built and changed in TypeScript, over the same words.
 */
export class WasmTable {
  readonly #backing = new WasmBacking();
  readonly #functions: Readonly<Record<string, WebAssembly.ExportValue>>;

  /** @param module batch.wasm, compiled; one for all tables */
  constructor(module: WebAssembly.Module) {
    const instance = new WebAssembly.Instance(module, { memory: { words: this.#backing.memory } });
    this.#functions = instance.exports;
  }

  /** To be given to the structure that is to live here. */
  get backing(): Backing {
    return this.#backing;
  }

  /** Room for so many addresses, above what the structure has grown to. */
  room(count: number): Room {
    const length = 2 * wholeTurns(count);
    const at = this.#backing.room(2 * length);
    const { words } = this.#backing;
    // Written once now, so that no batch has to wait for the system to hand out pages.
    words.fill(0, at, at + 2 * length);
    return {
      queries: words.subarray(at, at + 2 * count),
      answers: words.subarray(at + length, at + length + 2 * count),
    };
  }

  /**
   * Bus addresses for all queries of a room, all ones for a miss, in calls of 64 Ki. Where the structure is not whole, or
   * in a form that the functions do not know, the TypeScript batch answers.
   */
  run(structure: Structure, { queries, answers }: Room): void {
    const parameters = structure.whole ? structure.parameters() : null;
    const batch = this.#functions[structure.batchName] as BatchFunction;
    const count = queries.length / 2;
    for (let at = 0; at < count; at += BATCH) {
      const end = Math.min(count, at + BATCH);
      if (parameters === null)
        addresses(structure, queries.subarray(2 * at, 2 * end), answers.subarray(2 * at, 2 * end));
      else batch(queries.byteOffset + 8 * at, end - at, answers.byteOffset + 8 * at, ...parameters);
    }
  }
}
