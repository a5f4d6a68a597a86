import type { PageRun } from '../../machine/firmware/memory-region.ts';
import { PAGES_PER_CALL, PAGES_PER_SECTION } from '../../machine/firmware/register-pages.ts';
import { Fnv64 } from './fnv.ts';

/** Hash over every page address that was passed in the first `calls` calls of a page list. */
export function hashPages(runs: readonly PageRun[], calls: number): string {
  const hash = new Fnv64();
  let pages = calls * PAGES_PER_CALL;
  for (const run of runs) {
    for (let i = 0; i < run.count; i++) {
      const section = run.section + i;
      const high = Math.floor(section / 256);
      const low = (section % 256) << 24;
      for (let page = 0; page < PAGES_PER_SECTION && pages > 0; page++, pages--)
        hash.add(high, low | (page << 12));
    }
    if (pages === 0) break;
  }
  return hash.digest();
}
