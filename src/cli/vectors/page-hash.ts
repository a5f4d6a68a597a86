import { PAGES_PER_CALL, PAGES_PER_SECTION } from '../../machine/firmware/register-pages.ts';
import { Fnv64 } from './fnv.ts';

/** Hash over every page address that was passed in the first `calls` calls of a page list. */
export function hashPages(runs: Float64Array, calls: number): string {
  const hash = new Fnv64();
  let pages = calls * PAGES_PER_CALL;
  for (let at = 0; at < runs.length; at += 3) {
    for (let i = 0; i < (runs[at + 1] as number); i++) {
      const section = (runs[at + 2] as number) + i;
      const high = Math.floor(section / 256);
      const low = (section % 256) << 24;
      for (let page = 0; page < PAGES_PER_SECTION && pages > 0; page++, pages--)
        hash.add(high, low | (page << 12));
    }
    if (pages === 0) break;
  }
  return hash.digest();
}
