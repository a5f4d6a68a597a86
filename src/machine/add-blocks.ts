import { changeBlocks } from './blocks.ts';
import type { Draft } from './draft.ts';
import { drop, keepResources, type Release, resourceUnit } from './drop-sections.ts';
import { giveGrant } from './grant.ts';
import { bringerOf } from './kernel/bringer.ts';
import { optionsOf } from './kernel/options.ts';
import { physicalEnd, sectionsPerBlock } from './machine.ts';
import { addResources } from './memory/added-resources.ts';
import type { OnlineType } from './memory/memory-block.ts';
import type { Extent } from './memory/resource.ts';
import { validSections } from './memory/section.ts';
import { E2BIG, EBUSY, EEXIST, EINVAL } from './units/errno.ts';
import { sectionOf } from './units/section.ts';

/**
 * Memory that comes and goes by blocks: __add_memory and try_remove_memory (mm/memory_hotplug.c; read in Linux 6.1,
 * 6.12 and 7.1.5). No notifier hears of either.
 */

/** Some byte of it is memory already: a System RAM resource is there. */
const isTaken = (draft: Draft, bytes: Extent): boolean =>
  validSections(draft.sections).touches(sectionOf(bytes.start), sectionOf(bytes.end)) ||
  draft.resources.touches(sectionOf(bytes.start), sectionOf(bytes.end));

/** The first thing that __add_memory looks at and does not like; 0 if it goes on. */
export function checkRange(draft: Draft, bytes: Extent): number {
  if (bytes.end > physicalEnd(draft.config)) return E2BIG;
  if (isTaken(draft, bytes)) return EEXIST;
  const block = BigInt(draft.config.blockSize);
  return bytes.start % block === 0n && bytes.end % block === 0n ? 0 : EINVAL;
}

/** One resource, on pseries one for each LMB, and its sections offline, each block a memoryN. @returns what __add_memory does */
export function addRange(draft: Draft, bytes: Extent): number {
  const ret = checkRange(draft, bytes);
  const first = sectionOf(bytes.start);
  const end = sectionOf(bytes.end);
  if (ret === 0) {
    draft.sections = {
      ...draft.sections,
      offline: draft.sections.offline.addRange(first, end),
    };
    const each = bringerOf(draft) === 'pseries' ? 'unit' : 'whole';
    const range = { first, end, unit: resourceUnit(draft) };
    keepResources(draft, addResources(draft, range, each));
  }
  const sections = ret === 0 ? end - first : 0;
  draft.facts.push({ type: 'add', first, sections, already: 0, ret });
  return ret;
}

/** What `auto_online_blocks` holds, if not `offline`. */
export function autoOnline(draft: Draft): OnlineType | null {
  const { autoOnline: type } = optionsOf(draft);
  return draft.edition.autoOnlines && type !== 'offline' ? type : null;
}

/**
 * Added blocks come online by themselves where it says so, ascending; the first that will not ends it for the call that
 * added it, and what that comes to is nobody's business.
 */
function onlineByItself(draft: Draft, first: number, end: number, call: 'whole' | 'each'): void {
  const type = autoOnline(draft);
  if (!type) return;
  const size = sectionsPerBlock(draft.config);
  for (let at = first; at < end; ) {
    const onFailure = call === 'whole' ? 'stop' : 'go on';
    const done = changeBlocks(draft, type, at, (end - at) / size, onFailure);
    if (done.ret === 0 || call === 'whole') return;
    at = done.next;
  }
}

/**
 * The kernel's own add: one call for a whole range; on pseries one for each LMB, the first failure stops. The
 * firmware grants what was added.
 */
export function addBlocks(draft: Draft, bytes: Extent): number {
  const single = bringerOf(draft) !== 'pseries';
  const step = single ? bytes.end - bytes.start : BigInt(draft.config.blockSize);
  const stop = single ? bytes.end : firstRefused(draft, bytes, step);
  const good = { start: bytes.start, end: stop };
  if (stop > bytes.start && checkRange(draft, good) !== 0) return addRange(draft, good);
  if (stop > bytes.start) {
    giveGrant(draft, good);
    addRange(draft, good);
    const calls = single ? 'whole' : 'each';
    onlineByItself(draft, sectionOf(good.start), sectionOf(good.end), calls);
  }
  if (stop === bytes.end) return 0;
  const next = stop + step;
  return addRange(draft, { start: stop, end: next < bytes.end ? next : bytes.end });
}

/** Where the first LMB begins that would not be added; the end where all would. */
function firstRefused(draft: Draft, { start, end }: Extent, lmb: bigint): bigint {
  if (start % lmb !== 0n) return start;
  const last = end - (end % lmb);
  if (!isTaken(draft, { start, end: last })) return last;
  let [low, high] = [0n, (last - start) / lmb];
  // The first n LMBs are free up to some n, and taken with any more.
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (isTaken(draft, { start, end: start + middle * lmb })) high = middle;
    else low = middle;
  }
  return start + low * lmb;
}

/** A write to the probe file: one block, and no firmware is asked (drivers/base/memory.c, probe_store). */
export function probeBlock(draft: Draft, start: bigint): number {
  const size = BigInt(draft.config.blockSize);
  if (start % size !== 0n) return EINVAL;
  const ret = addRange(draft, { start, end: start + size });
  if (ret === 0) onlineByItself(draft, sectionOf(start), sectionOf(start + size), 'whole');
  return ret;
}

/**
 * try_remove_memory: offlines nothing itself; one block that is not offline, and nothing has changed. Whoever brought
 * the memory takes it by the same ranges, so it is called for each resource there is, unless it is said otherwise.
 */
export function removeRange(draft: Draft, bytes: Extent, how: Release = 'each'): number {
  const first = sectionOf(bytes.start);
  const end = sectionOf(bytes.end);
  if (draft.sections.online.touches(first, end)) {
    draft.facts.push({ type: 'remove', first, sections: 0, online: 0, ret: EBUSY });
    return EBUSY;
  }
  const sections = validSections(draft.sections).countIn(first, end);
  drop(draft, first, end, how);
  draft.facts.push({ type: 'remove', first, sections, online: 0, ret: 0 });
  return 0;
}
