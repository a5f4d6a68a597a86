import { RunSet } from '../units/run-set.ts';

/**
 * What the pages of a section are for whoever wants to move them away. Ours as something that can be told; what
 * follows from it is the kernel's (mm/memory_hotplug.c, offline_pages). Whole sections, each in one of the sets or none.
 */
export const PAGE_KINDS = ['unmovable', 'pinned', 'failing'] as const;
export type HeldKind = (typeof PAGE_KINDS)[number];
export type PageKind = HeldKind | 'movable';

/**
 * `unmovable`: isolation refuses them; `pinned`: migration leaves them over, again and again; `failing`: migrating
 * them returns an error each time.
 */
export type HeldPages = Readonly<Record<HeldKind, RunSet>>;

export const ALL_MOVABLE: HeldPages = {
  unmovable: RunSet.EMPTY,
  pinned: RunSet.EMPTY,
  failing: RunSet.EMPTY,
};

/** With the sections [first, end) being so, and nothing else. */
export function setPages(held: HeldPages, first: number, end: number, are: PageKind): HeldPages {
  const set = (kind: HeldKind): RunSet =>
    kind === are ? held[kind].addRange(first, end) : held[kind].removeRange(first, end);
  const next = { unmovable: set('unmovable'), pinned: set('pinned'), failing: set('failing') };
  return PAGE_KINDS.every((kind) => next[kind] === held[kind]) ? held : next;
}

/** What a kernel meets first that wants [first, end) empty: isolation looks before anything is moved. */
export const heldIn = (held: HeldPages, first: number, end: number): HeldKind | null =>
  (['unmovable', 'failing', 'pinned'] as const).find((kind) => held[kind].touches(first, end)) ??
  null;

/** The first section at or above `from` whose pages are held; Infinity for none. */
export function nextHeld(held: HeldPages, from: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const kind of PAGE_KINDS) {
    const set = held[kind];
    const run = set.seek(from);
    if (run < set.runs) next = Math.min(next, Math.max(from, set.start(run)));
  }
  return next;
}

/** [first section, sections, index in PAGE_KINDS] for each run, ascending. */
export function heldRuns(held: HeldPages): Float64Array {
  const runs = PAGE_KINDS.flatMap((kind, i) => [...held[kind]].map(([s, e]) => [s, e - s, i]));
  return new Float64Array(runs.sort((a, b) => (a[0] as number) - (b[0] as number)).flat());
}
