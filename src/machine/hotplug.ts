import { addBlocks, removeRange } from './add-blocks.ts';
import { opOf, type Write } from './block-write.ts';
import { changeBlocks } from './blocks.ts';
import type { Draft } from './draft.ts';
import { drop, keepResources, release } from './drop-sections.ts';
import { giveGrant, takeGrant } from './grant.ts';
import { canRemove } from './kernel/ability.ts';
import { bringerOf } from './kernel/bringer.ts';
import { optionsOf } from './kernel/options.ts';
import { physicalEnd, sectionsPerBlock } from './machine.ts';
import { addResources } from './memory/added-resources.ts';
import type { OnlineType } from './memory/memory-block.ts';
import type { Extent } from './memory/resource.ts';
import { validSections } from './memory/section.ts';
import { hotplugBlocks, notWhole, run, unplugBlocks } from './request.ts';
import { EBUSY, EEXIST, EINVAL } from './units/errno.ts';
import { RunSet } from './units/run-set.ts';
import { sectionOf } from './units/section.ts';

/**
 * Memory coming and going: the firmware's grant, add_memory, pseries_remove_lmb, and the page's two gestures
 * (mm/memory_hotplug.c; arch/powerpc/platforms/pseries/hotplug-memory.c). No notifier hears of add
 * or remove themselves.
 */

/**
 * The grant, then one probe write per section, ascending, one resource each; the first conflict stops with
 * -EEXIST. A section that is there already is passed over silently: only its resource line appears.
 */
function addSections(draft: Draft, bytes: Extent): number {
  giveGrant(draft, bytes);
  const first = sectionOf(bytes.start);
  const end = sectionOf(bytes.end);
  const conflict = firstMember(draft.resources, first, end);
  const stop = conflict ?? end;
  const valid = validSections(draft.sections);
  const already = valid.countIn(first, stop);
  const absent = RunSet.of(first, stop).minus(valid);
  draft.sections = { ...draft.sections, offline: draft.sections.offline.union(absent) };
  keepResources(draft, addResources(draft, { first, end: stop, unit: 1 }, 'unit'));
  const ret = conflict === undefined ? 0 : EEXIST;
  draft.facts.push({ type: 'add', first, sections: stop - first, already, ret });
  return ret;
}

function firstMember(set: RunSet, start: number, end: number): number | undefined {
  return set.touches(start, end) ? Math.max(start, set.start(set.seek(start))) : undefined;
}

/**
 * pseries_remove_lmb: if the first section is absent, the range is dropped from what is granted and that is
 * all. Else section by section until one is absent (-EINVAL: the earlier ones are gone, the grant stays). Nobody
 * checks that a section is offline.
 */
function removeSections(draft: Draft, bytes: Extent): number {
  const first = sectionOf(bytes.start);
  const end = sectionOf(bytes.end);
  const valid = validSections(draft.sections);
  if (!valid.has(first)) {
    takeGrant(draft, bytes);
    draft.facts.push({ type: 'remove', first, sections: 0, online: 0, ret: 0 });
    return 0;
  }
  if (keepsVirtualMemmap(draft)) {
    release(draft, first, first + 1, 'exact');
    draft.facts.push({ type: 'remove', first, sections: 0, online: 0, ret: EBUSY });
    return EBUSY;
  }
  const stop = Math.min(end, valid.end(valid.seek(first)));
  const online = draft.sections.online.countIn(first, stop);
  drop(draft, first, stop, 'exact');
  const ret = stop < end ? EINVAL : 0;
  draft.facts.push({ type: 'remove', first, sections: stop - first, online, ret });
  if (ret === 0) takeGrant(draft, bytes);
  return ret;
}

/** __remove_section refuses where the memmap is virtual, and its caller has let go of the first resource by then. */
const keepsVirtualMemmap = (draft: Draft): boolean =>
  draft.edition.removalWithVmemmap === 'EBUSY after the resource' &&
  optionsOf(draft).memoryModel === 'VMEMMAP';

/** The gesture that brings memory: grant, add, and every block onlined. */
export function hotplug(draft: Draft, bytes: Extent, as?: OnlineType): number {
  if (byBlocks(draft)) return hotplugBlocks(draft, bytes, as);
  const added = addSections(draft, bytes);
  if (added !== 0) return added;
  const first = sectionOf(bytes.start);
  const blocks = (sectionOf(bytes.end) - first) / sectionsPerBlock(draft.config);
  return changeBlocks(draft, 'online', first, blocks).ret;
}

/** The gesture that takes memory: blocks offline, those that are so already passed over; then remove, if all are. */
export function unplug(draft: Draft, bytes: Extent): number {
  if (byBlocks(draft)) return unplugBlocks(draft, bytes);
  const [first, end] = [sectionOf(bytes.start), sectionOf(bytes.end)];
  const ret = run(draft, { kind: 'sections', first, end }, first);
  return ret === 0 && canRemove(draft) ? removeSections(draft, bytes) : ret;
}

/** The kernel's own call: a section at a time, or blocks; of pseries one for each LMB. */
export const addMemory = (draft: Draft, bytes: Extent): number =>
  byBlocks(draft) ? addBlocks(draft, bytes) : addSections(draft, bytes);

export function removeMemory(draft: Draft, bytes: Extent): number {
  if (!byBlocks(draft)) return removeSections(draft, bytes);
  const ret = removeRange(draft, bytes, bringerOf(draft) === 'pseries' ? 'each' : 'once');
  if (ret === 0) takeGrant(draft, bytes);
  return ret;
}

const byBlocks = ({ edition }: Draft): boolean => edition.addUnit === 'block';

/**
 * State-file writes for every block that the range touches, ascending: a block that is not whole in the range is
 * -EINVAL without a round, like one that is absent or in that state already.
 */
export function changeState(draft: Draft, write: Write, bytes: Extent): number {
  const size = sectionsPerBlock(draft.config);
  const blockBytes = BigInt(draft.config.blockSize);
  if (bytes.start % blockBytes !== 0n) {
    draft.facts.push(notWhole(draft, opOf(write), Number(bytes.start / blockBytes) * size));
    return EINVAL;
  }
  const first = sectionOf(bytes.start);
  const whole = Number((bytes.end - bytes.start) / blockBytes);
  const end = first + whole * size;
  const ragged = bytes.end % blockBytes !== 0n;
  if (write === 'offline') return run(draft, { kind: 'writes', end, ragged }, first);
  const { ret } = changeBlocks(draft, write, first, whole);
  if (ret !== 0 || !ragged) return ret;
  draft.facts.push(notWhole(draft, 'online', end));
  return EINVAL;
}

/** True if the range ends above what this kernel can address. */
export const isBeyond = (draft: { config: Draft['config'] }, bytes: Extent): boolean =>
  bytes.end > physicalEnd(draft.config);
