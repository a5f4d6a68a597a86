/**
 * Memory as the firmware granted it: byte extents, and the walk that hands them to callers. On ppc64 this is
 * lmb.memory; hot-added and boot memory alike (arch/powerpc/mm/mem.c, walk_memory_resource, Linux 2.6.26 on).
 */

/** Bytes [start, end); end may be 2^64. */
export interface Extent {
  readonly start: bigint;
  readonly end: bigint;
}

/** Ascending, not touching. */
export type Granted = readonly Extent[];

/** What the walk hands to its callback: a page frame number and a page count. */
export interface PageRange {
  readonly pfn: bigint;
  readonly pages: bigint;
}

/** Extents in any order, merged where they touch or overlap (lmb_add coalesces). */
export function grantAll(extents: readonly Extent[]): Granted {
  const sorted = extents
    .filter((e) => e.end > e.start)
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const out: Extent[] = [];
  for (const extent of sorted) {
    const last = out.at(-1);
    if (last && extent.start <= last.end) {
      if (extent.end > last.end) out[out.length - 1] = { start: last.start, end: extent.end };
    } else out.push(extent);
  }
  return out;
}

/** Index of the first extent that ends above `at`. */
function seek(granted: Granted, at: bigint): number {
  let low = 0;
  let high = granted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((granted[middle] as Extent).end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The extent that holds a byte. */
export function extentAt(granted: Granted, at: bigint): Extent | undefined {
  const extent = granted[seek(granted, at)];
  return extent && extent.start <= at ? extent : undefined;
}

export function grant(granted: Granted, extent: Extent): Granted {
  const from = seek(granted, extent.start === 0n ? 0n : extent.start - 1n);
  let to = from;
  let { start, end } = extent;
  for (let e = granted[to]; e && e.start <= end; e = granted[++to]) {
    if (e.start < start) start = e.start;
    if (e.end > end) end = e.end;
  }
  return [...granted.slice(0, from), { start, end }, ...granted.slice(to)];
}

/** Drops whatever of the extent is granted (lmb_remove). */
export function revoke(granted: Granted, extent: Extent): Granted {
  const from = seek(granted, extent.start);
  const rest: Extent[] = [];
  let to = from;
  for (let e = granted[to]; e && e.start < extent.end; e = granted[++to]) {
    if (e.start < extent.start) rest.push({ start: e.start, end: extent.start });
    if (e.end > extent.end) rest.push({ start: extent.end, end: e.end });
  }
  return to === from ? granted : [...granted.slice(0, from), ...rest, ...granted.slice(to)];
}

/** The granted parts of [start, end). */
export function grantedIn(granted: Granted, start: bigint, end: bigint): Extent[] {
  const out: Extent[] = [];
  for (let i = seek(granted, start); ; i++) {
    const e = granted[i];
    if (!e || e.start >= end) return out;
    out.push({ start: e.start > start ? e.start : start, end: e.end < end ? e.end : end });
  }
}

export const grantedBytes = (granted: Granted): bigint =>
  granted.reduce((sum, e) => sum + e.end - e.start, 0n);

/** Calls back once for each granted extent in the window [0, end), in whole pages. */
export function* walkResources(
  granted: Granted,
  end: bigint,
  pageShift: number,
): Generator<PageRange> {
  const shift = BigInt(pageShift);
  for (const e of grantedIn(granted, 0n, end))
    yield { pfn: e.start >> shift, pages: (e.end - e.start) >> shift };
}
