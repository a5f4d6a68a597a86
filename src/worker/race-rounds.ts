import type { StructureId } from '../machine/structures/words/structure.ts';
import type { Mark } from '../race/result.ts';
import { type Now, spreadOf } from './race-clock.ts';
import type { Track } from './race-track.ts';

export interface Timer {
  readonly now: Now;
  /** Milliseconds. */
  readonly resolution: number;
}

/** How much a layout gets. */
export interface Effort {
  /** Addresses drawn: 64 Ki or a multiple. */
  readonly addresses: number;
  /** Milliseconds that one sample takes at least. */
  readonly sample: number;
}

export type Times = Pick<Mark, 'lookup' | 'update'>;

/** Rounds measured: each times every structure once, beginning with another. */
export const ROUNDS = 9;

// What follows is ours.
/** A sample is so many steps of the timer long, so that a step is 5 % of it - but never longer than a slice may be. */
const STEPS_IN_SAMPLE = 20;
const LONGEST_SAMPLE = 50;
/** First come calls of a few addresses: an engine compiles WebAssembly anew, and well, after some hundred calls. */
const WARM_CALLS = 1000;
const WARM_ADDRESSES = 64;
/** The lengths of samples are found by doubling, up to so many pieces. */
const MOST_PIECES = 4096;
/** Milliseconds after which a structure with slow updates gets no further sample, if it has a few. */
const ENOUGH_UPDATING = 400;
const FEWEST_UPDATES = 3;

/** Times a group of structures; says what it did after every sample. Updates come last, as they move what is read. */
export function* roundsOf(
  tracks: readonly Track[],
  timer: Timer,
  effort: Effort,
  isMapped: boolean,
): Generator<string, ReadonlyMap<StructureId, Times>> {
  const lookups = new Samples(timer, effort, (track, times) => track.look(times));
  for (const track of tracks) {
    track.warm(WARM_CALLS, WARM_ADDRESSES);
    yield `${track.structure.id} warmed up`;
  }
  for (const track of tracks) lookups.findLength(track);
  yield* lookups.take(tracks, 'round', Number.POSITIVE_INFINITY);
  const updates = new Samples(timer, effort, (track, times) => track.update(times));
  if (isMapped) {
    for (const track of tracks) updates.findLength(track);
    yield* updates.take(tracks, 'update', ENOUGH_UPDATING);
  }
  const why = 'no section is mapped that could be removed';
  return new Map(
    tracks.map((track) => [
      track.structure.id,
      {
        lookup: spreadOf(lookups.of(track).map((ms) => (ms * 1e6) / track.piece)),
        update: isMapped ? spreadOf(updates.of(track).map((ms) => ms * 1000)) : { why },
      },
    ]),
  );
}

/** Samples of one thing that can be done many times over. */
class Samples {
  readonly #timer: Timer;
  readonly #target: number;
  readonly #act: (track: Track, times: number) => void;
  /** How often in one sample, and the milliseconds for each time. */
  readonly #lengths = new Map<Track, number>();
  readonly #taken = new Map<Track, number[]>();

  constructor(timer: Timer, { sample }: Effort, act: (track: Track, times: number) => void) {
    this.#timer = timer;
    this.#target = Math.min(LONGEST_SAMPLE, Math.max(sample, STEPS_IN_SAMPLE * timer.resolution));
    this.#act = act;
  }

  of(track: Track): readonly number[] {
    return this.#taken.get(track) ?? [];
  }

  /** How often it must be done to fill a sample; nothing of this is counted. */
  findLength(track: Track): void {
    let times = 1;
    let took = this.#best(track, times);
    while (took < this.#target / 2 && times < MOST_PIECES) {
      times *= 2;
      took = this.#best(track, times);
    }
    const each = took / times;
    const wanted = each > 0 ? Math.ceil(this.#target / each) : MOST_PIECES;
    this.#lengths.set(track, Math.min(wanted, MOST_PIECES));
    this.#taken.set(track, []);
  }

  /** @param enough milliseconds that one structure may take in all */
  *take(tracks: readonly Track[], word: string, enough: number): Generator<string, void> {
    const spent = new Map<Track, number>();
    for (let round = 0; round < ROUNDS; round++)
      for (let i = 0; i < tracks.length; i++) {
        const track = tracks[(i + round) % tracks.length] as Track;
        const taken = this.#taken.get(track) as number[];
        if ((spent.get(track) ?? 0) < enough || taken.length < FEWEST_UPDATES) {
          const times = this.#lengths.get(track) as number;
          const took = this.#time(track, times);
          taken.push(took / times);
          spent.set(track, (spent.get(track) ?? 0) + took);
        }
        yield `${track.structure.id}, ${word} ${round + 1} of ${ROUNDS}`;
      }
  }

  /** Of two: whatever interrupts one would make every sample too short. */
  #best(track: Track, times: number): number {
    const once = this.#time(track, times);
    return once > LONGEST_SAMPLE ? once : Math.min(once, this.#time(track, times));
  }

  #time(track: Track, times: number): number {
    const from = this.#timer.now();
    this.#act(track, times);
    return this.#timer.now() - from;
  }
}
