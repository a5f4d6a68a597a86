import type { Machine } from '../machine/machine.ts';

/** Every so many steps a machine is kept, so that going back costs at most so many steps. */
const STRIDE = 4;
/** Machines kept beside those, the most recently asked for. */
const RECENT = 24;
/** Runs of memory in all machines kept (some 200 MB); where they are more, every other machine goes. */
const MOST_RUNS = 2_000_000;

/** Machines of a line of history that need not be replayed: some on the way, and the last ones looked at. */
export class Checkpoints {
  readonly #kept = new Map<number, Machine>();
  readonly #recent = new Map<number, Machine>();
  readonly #most: number;
  #stride = STRIDE;
  #runs = 0;

  constructor(most = MOST_RUNS) {
    this.#most = most;
  }

  /** Those of the first steps, for another line that begins alike. */
  upTo(last: number): Checkpoints {
    const out = new Checkpoints(this.#most);
    out.#stride = this.#stride;
    for (const [n, machine] of this.#kept) if (n <= last) out.#add(n, machine);
    for (const [n, machine] of this.#recent) if (n <= last) out.#recent.set(n, machine);
    return out;
  }

  at(n: number): Machine | undefined {
    return this.#recent.get(n) ?? this.#kept.get(n);
  }

  keep(n: number, machine: Machine): void {
    if (n % this.#stride === 0) this.#add(n, machine);
    this.#recent.delete(n);
    this.#recent.set(n, machine);
    const oldest = this.#recent.keys().next().value;
    if (this.#recent.size > RECENT && oldest !== undefined) this.#recent.delete(oldest);
  }

  #add(n: number, machine: Machine): void {
    if (this.#kept.has(n)) return;
    this.#kept.set(n, machine);
    this.#runs += runsIn(machine);
    // The first one always stays: everything is replayed from it.
    while (this.#runs > this.#most && this.#kept.size > 1) this.#thin();
  }

  #thin(): void {
    this.#stride *= 2;
    for (const [n, machine] of this.#kept) {
      if (n % this.#stride === 0) continue;
      this.#kept.delete(n);
      this.#runs -= runsIn(machine);
    }
  }
}

const runsIn = ({ sections }: Machine): number => sections.online.runs + sections.offline.runs;
