import { RunSet } from '../units/run-set.ts';

/**
 * What the pages of a section are for whoever wants to move them away. Ours as something that can be told; what
 * follows from it is the kernel's (mm/memory_hotplug.c, offline_pages; drivers/base/memory.c, memory_block_online).
 * Whole sections, each in one of the sets or none.
 */
export const PAGE_KINDS = ['unmovable', 'pinned', 'failing', 'poisoned'] as const;
export type HeldKind = (typeof PAGE_KINDS)[number];
export type PageKind = HeldKind | 'movable';

/** Those that are in the way of an offline. */
const IN_THE_WAY = ['unmovable', 'failing', 'pinned'] as const;
type InTheWay = (typeof IN_THE_WAY)[number];

/**
 * `unmovable`: isolation refuses them; `pinned`: migration leaves them over, again and again; `failing`: migrating
 * them returns an error each time; `poisoned`: one has a hardware error. These are in nobody's way going offline: ours,
 * no kernel was read for what moving them comes to.
 */
export type HeldPages = Readonly<Record<HeldKind, RunSet>>;

export const ALL_MOVABLE: HeldPages = {
  unmovable: RunSet.EMPTY,
  pinned: RunSet.EMPTY,
  failing: RunSet.EMPTY,
  poisoned: RunSet.EMPTY,
};

/** With the sections [first, end) being so, and nothing else. */
export function setPages(held: HeldPages, first: number, end: number, are: PageKind): HeldPages {
  const set = (kind: HeldKind): RunSet =>
    kind === are ? held[kind].addRange(first, end) : held[kind].removeRange(first, end);
  const next = {
    unmovable: set('unmovable'),
    pinned: set('pinned'),
    failing: set('failing'),
    poisoned: set('poisoned'),
  };
  return PAGE_KINDS.every((kind) => next[kind] === held[kind]) ? held : next;
}

/** What a kernel meets first that wants [first, end) empty: isolation looks before anything is moved. */
export const heldIn = (held: HeldPages, first: number, end: number): InTheWay | null =>
  IN_THE_WAY.find((kind) => held[kind].touches(first, end)) ?? null;

/** The first section at or above `from` whose pages are in the way; Infinity for none. */
export const nextHeld = (held: HeldPages, from: number): number =>
  Math.min(...IN_THE_WAY.map((kind) => nextIn(held[kind], from)));

function nextIn(set: RunSet, from: number): number {
  const run = set.seek(from);
  return run < set.runs ? Math.max(from, set.start(run)) : Number.POSITIVE_INFINITY;
}

/** The first section at or above `from` where that is otherwise: the end of the run it lies in, or the next one's start. */
export const changesAt = (set: RunSet, from: number): number =>
  set.has(from) ? set.end(set.seek(from)) : nextIn(set, from);

/** [first section, sections, index in PAGE_KINDS] for each run, ascending. */
export function heldRuns(held: HeldPages): Float64Array {
  const runs = PAGE_KINDS.flatMap((kind, i) => [...held[kind]].map(([s, e]) => [s, e - s, i]));
  return new Float64Array(runs.sort((a, b) => (a[0] as number) - (b[0] as number)).flat());
}
