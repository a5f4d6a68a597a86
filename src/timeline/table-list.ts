import { MAP_ENTRIES } from '../machine/structures/map-entries.ts';
import { entriesOf, type ThreeLevel } from '../machine/structures/three-level.ts';
import type { RunSet } from '../machine/units/run-set.ts';

/** One table of the three-level map and how it is filled. */
export interface TableFill {
  readonly level: 0 | 1 | 2;
  /** 0 for the root, the top number, or top * 8192 + dir. */
  readonly number: number;
  readonly used: number;
  /** First and last used entry, 0 .. 8191; -1 in an empty table. */
  readonly first: number;
  readonly last: number;
}

function fill(level: 0 | 1 | 2, number: number, members: RunSet, base: number): TableFill {
  const from = members.seek(base);
  const used = members.countIn(base, base + MAP_ENTRIES);
  if (used === 0) return { level, number, used, first: -1, last: -1 };
  const first = Math.max(base, members.start(from));
  const last = members.select(members.rank(base) + used - 1) as number;
  return { level, number, used, first: first - base, last: last - base };
}

/** Root, then each top with its dirs; at most `most` tables. */
export function listTables(map: ThreeLevel, most: number): TableFill[] {
  if (!map.root) return [];
  const out: TableFill[] = [fill(0, 0, map.tops, 0)];
  const entries = entriesOf(map);
  for (const [start, end] of map.tops) {
    for (let top = start; top < end && out.length < most; top++) {
      const base = top * MAP_ENTRIES;
      out.push(fill(1, top, map.dirs, base));
      for (const [a, b] of map.dirs.clip(base, base + MAP_ENTRIES))
        for (let dir = a; dir < b && out.length < most; dir++)
          out.push(fill(2, dir, entries, dir * MAP_ENTRIES));
    }
  }
  return out;
}
