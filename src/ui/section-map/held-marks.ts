import { PAGE_KINDS } from '../../machine/memory/held-pages.ts';
import { sectionOf } from '../../machine/units/section.ts';
import type { Scene } from '../../worker/protocol.ts';
import { lastAtMost, MARK, type Stretches, tripleAt } from './stretch.ts';

/** What the bits of held pages are, in the order of PAGE_KINDS. */
const HELD_MARKS: readonly number[] = PAGE_KINDS.map((kind) => MARK[kind]);

type Holding = Pick<Scene, 'held' | 'pending'>;

/** Where what is true of the pages begins and ends, ascending. */
function edgesOf({ held, pending }: Holding): readonly number[] {
  const edges = new Set<number>();
  for (let i = 0; i < held.length; i += 3) {
    edges.add(held[i] as number);
    edges.add((held[i] as number) + (held[i + 1] as number));
  }
  if (pending) {
    edges.add(sectionOf(BigInt(pending.start)));
    edges.add(sectionOf(BigInt(pending.start) + BigInt(pending.size)));
  }
  return [...edges].sort((a, b) => a - b);
}

/** The stretches with the marks of held pages, cut where these begin and end. Costs in runs. */
export function withHeld(stretches: Stretches, scene: Holding): Stretches {
  const cuts = edgesOf(scene);
  if (cuts.length === 0) return stretches;
  const out: number[] = [];
  let next = 0;
  for (let i = 0; i < stretches.length; i += 3) {
    const end = (stretches[i] as number) + (stretches[i + 1] as number);
    const marks = stretches[i + 2] as number;
    let at = stretches[i] as number;
    while (next < cuts.length && (cuts[next] as number) <= at) next += 1;
    for (let k = next; at < end; k += 1) {
      const to = Math.min(end, cuts[k] ?? end);
      out.push(at, to - at, marks | marksAt(scene, at));
      at = to;
    }
  }
  return new Float64Array(out);
}

function marksAt({ held, pending }: Holding, at: number): number {
  const [first, count, kind] = tripleAt(held, lastAtMost(held, at));
  const marks = at >= first && at < first + count ? (HELD_MARKS[kind] ?? 0) : 0;
  const start = pending ? sectionOf(BigInt(pending.start)) : 0;
  const waits = pending && at >= start && at < start + sectionOf(BigInt(pending.size));
  return waits ? marks | MARK.waits : marks;
}
