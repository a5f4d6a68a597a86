import type { Machine } from '../machine/machine.ts';

/** Maximal runs of sections in one state, ascending: [first section, sections, 0 online | 1 offline] each. */
export function memoryRuns({ sections: { online, offline } }: Machine): Float64Array {
  const out = new Float64Array(3 * (online.runs + offline.runs));
  let i = 0;
  let j = 0;
  for (let at = 0; at < out.length; at += 3) {
    const takeOnline = j >= offline.runs || (i < online.runs && online.start(i) < offline.start(j));
    const [set, run] = takeOnline ? [online, i++] : [offline, j++];
    out[at] = set.start(run);
    out[at + 1] = set.end(run) - set.start(run);
    out[at + 2] = takeOnline ? 0 : 1;
  }
  return out;
}
