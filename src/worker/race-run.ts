import { STRUCTURES } from '../machine/structures/words/catalogue.ts';
import { footprint } from '../machine/structures/words/footprint.ts';
import { PAGE_BYTES } from '../machine/structures/words/pool.ts';
import type { StructureId } from '../machine/structures/words/structure.ts';
import { fingerprintOf } from '../race/fingerprint.ts';
import type { Mix } from '../race/mix.ts';
import { drawQueries, type Queries } from '../race/queries.ts';
import type { Mark, RacedLayout } from '../race/result.ts';
import { mappedBy } from '../timeline/mapped-by.ts';
import { footprintOf, notWhole } from './race-footprint.ts';
import type { RaceLayout } from './race-layouts.ts';
import type { RaceProgress } from './race-protocol.ts';
import { type Effort, ROUNDS, roundsOf, type Timer } from './race-rounds.ts';
import { Track } from './race-track.ts';

export interface Race {
  /** The user's own first; the others get less time. */
  readonly layouts: readonly RaceLayout[];
  readonly mix: Mix;
  readonly timer: Timer;
  /** batch.wasm, compiled; null: everything runs as TypeScript. */
  readonly module: WebAssembly.Module | null;
}

/** What a race says as it goes: how far it is, or a layout that stands. */
export type Said = { readonly progress: RaceProgress } | { readonly raced: RacedLayout };

const CURRENT: Effort = { addresses: 4 * 65_536, sample: 8 };
const BESIDE: Effort = { addresses: 65_536, sample: 4 };

/** Structures of one layout stand at once, so that rounds can go over all; beyond so many bytes in groups (ours). */
const AT_ONCE = 600 * 2 ** 20;

/** Drawing the addresses; then building each structure and warming it up, and its rounds of lookups and of updates. */
const STEPS = 1 + STRUCTURES.length * (2 + 2 * ROUNDS);

/**
 * Runs a race, one structure's build, warm-up or sample at a time: whoever drives it may go away after any.
 * A structure for which there is no memory is not timed.
 */
export function* race({ layouts, mix, timer, module }: Race): Generator<Said, void> {
  const total = layouts.length * STEPS;
  for (const [i, layout] of layouts.entries()) {
    const effort = i === 0 ? CURRENT : BESIDE;
    const lane = new Lane(layout, mix, effort, timer, module);
    let done = i * STEPS;
    for (const what of lane.run()) {
      done += 1;
      yield { progress: { done, total, what: `${what} over ${layout.title}` } };
    }
    yield { raced: lane.raced() };
  }
}

/** All structures over one layout. */
class Lane {
  readonly #layout: RaceLayout;
  readonly #mix: Mix;
  readonly #effort: Effort;
  readonly #timer: Timer;
  readonly #module: WebAssembly.Module | null;
  readonly #marks = new Map<StructureId, Mark>();

  constructor(
    layout: RaceLayout,
    mix: Mix,
    effort: Effort,
    timer: Timer,
    module: WebAssembly.Module | null,
  ) {
    this.#layout = layout;
    this.#mix = mix;
    this.#effort = effort;
    this.#timer = timer;
    this.#module = module;
  }

  /** Says what it did after every slice. */
  *run(): Generator<string, void> {
    const queries = drawQueries(this.#layout.sections, this.#mix, this.#effort.addresses);
    yield 'addresses drawn';
    let group: Track[] = [];
    let bytes = 0;
    for (const id of STRUCTURES) {
      const track = this.#build(id, queries);
      yield `${id} built`;
      if (track) group.push(track);
      bytes += track?.bytes ?? 0;
      if (bytes < AT_ONCE) continue;
      yield* this.#time(group);
      group = [];
      bytes = 0;
    }
    yield* this.#time(group);
  }

  raced(): RacedLayout {
    const { id, title, sections, offline, measures } = this.#layout;
    return {
      id,
      title,
      sections: sections.size,
      islands: sections.runs,
      highest: sections.max ?? -1,
      fingerprint: fingerprintOf({ online: sections, offline }, measures),
      marks: STRUCTURES.flatMap((structure) => this.#marks.get(structure) ?? []),
    };
  }

  /** Null where there is nothing to be timed. */
  #build(id: StructureId, queries: Queries): Track | null {
    const track = this.#track(id, queries);
    if (track === null) {
      this.#marks.set(id, this.#notBuilt(id));
      return null;
    }
    const reads = footprintOf(track.structure, queries);
    const why = notWhole(track.structure);
    const mark = { structure: id, ...reads, lookup: { why }, update: { why } };
    this.#marks.set(id, mark);
    return track.structure.whole ? track : null;
  }

  /** What is known without it: its bytes by the formula. No read was followed. */
  #notBuilt(structure: StructureId): Mark {
    const { offline, sections: online, measures } = this.#layout;
    const known = footprint(structure, mappedBy(structure, { online, offline }), measures);
    const why = 'there was no memory to build it in this browser';
    return {
      structure,
      reserved: known.reserved.toString(),
      touched: (known.touchedPages ?? 0) * PAGE_BYTES,
      reads: 0,
      lines: 0,
      lookup: { why },
      update: { why },
    };
  }

  /** Null where there is no memory for it: the others race on. */
  #track(id: StructureId, queries: Queries): Track | null {
    try {
      return new Track(id, this.#layout, queries, this.#mix.call, this.#module);
    } catch (error) {
      // What a buffer that is too large throws in every engine.
      if (!(error instanceof RangeError)) throw error;
      return null;
    }
  }

  *#time(group: readonly Track[]): Generator<string, void> {
    const timed = roundsOf(group, this.#timer, this.#effort, !this.#layout.sections.isEmpty);
    for (let said = timed.next(); ; said = timed.next()) {
      if (said.done) {
        for (const [id, times] of said.value)
          this.#marks.set(id, { ...(this.#marks.get(id) as Mark), ...times });
        return;
      }
      yield said.value;
    }
  }
}
