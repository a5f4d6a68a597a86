import { changeBlocks } from './blocks.ts';
import type { Draft } from './draft.ts';
import { canRemove } from './kernel/ability.ts';
import { physicalEnd, sectionsPerBlock } from './machine.ts';
import { setPages } from './memory/held-pages.ts';
import { type Extent, grant, grantedIn, revoke } from './memory/resource.ts';
import { dropSections, validSections } from './memory/section.ts';
import { formatHex } from './units/address.ts';
import { EEXIST, EINVAL } from './units/errno.ts';
import { RunSet } from './units/run-set.ts';
import { sectionOf } from './units/section.ts';

/**
 * Memory coming and going: the firmware's grant, add_memory, pseries_remove_lmb, and the page's two gestures
 * (mm/memory_hotplug.c; arch/powerpc/platforms/pseries/hotplug-memory.c). No notifier hears of add
 * or remove themselves.
 */

const sizeOf = ({ start, end }: Extent): string => formatHex(end - start);

function giveGrant(draft: Draft, bytes: Extent): void {
  draft.granted = grant(draft.granted, bytes);
  draft.facts.push({ type: 'grant', start: formatHex(bytes.start), size: sizeOf(bytes) });
}

function takeGrant(draft: Draft, bytes: Extent): void {
  const had = grantedIn(draft.granted, bytes.start, bytes.end).length > 0;
  draft.granted = revoke(draft.granted, bytes);
  if (had) draft.facts.push({ type: 'revoke', start: formatHex(bytes.start), size: sizeOf(bytes) });
}

/**
 * The grant, then one probe write per section, ascending, one resource each; the first conflict stops with
 * -EEXIST. A section that is there already is passed over silently: only its resource line appears.
 */
export function addMemory(draft: Draft, bytes: Extent): number {
  giveGrant(draft, bytes);
  const first = sectionOf(bytes.start);
  const end = sectionOf(bytes.end);
  const conflict = firstMember(draft.resources, first, end);
  const stop = conflict ?? end;
  const valid = validSections(draft.sections);
  const already = valid.countIn(first, stop);
  const absent = RunSet.of(first, stop).minus(valid);
  draft.sections = { ...draft.sections, offline: draft.sections.offline.union(absent) };
  draft.resources = draft.resources.addRange(first, stop);
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
export function removeMemory(draft: Draft, bytes: Extent): number {
  const first = sectionOf(bytes.start);
  const end = sectionOf(bytes.end);
  const valid = validSections(draft.sections);
  if (!valid.has(first)) {
    takeGrant(draft, bytes);
    draft.facts.push({ type: 'remove', first, sections: 0, online: 0, ret: 0 });
    return 0;
  }
  const stop = Math.min(end, valid.end(valid.seek(first)));
  const online = draft.sections.online.countIn(first, stop);
  draft.sections = dropSections(draft.sections, first, stop);
  draft.resources = draft.resources.removeRange(first, stop);
  draft.held = setPages(draft.held, first, stop, 'movable');
  const ret = stop < end ? EINVAL : 0;
  draft.facts.push({ type: 'remove', first, sections: stop - first, online, ret });
  if (ret === 0) takeGrant(draft, bytes);
  return ret;
}

const blocksIn = (draft: Draft, bytes: Extent): { first: number; blocks: number } => {
  const size = sectionsPerBlock(draft.config);
  const first = sectionOf(bytes.start);
  return { first, blocks: (sectionOf(bytes.end) - first) / size };
};

/** The gesture that brings memory: grant, add, and every block onlined. */
export function hotplug(draft: Draft, bytes: Extent): number {
  const added = addMemory(draft, bytes);
  if (added !== 0) return added;
  const { first, blocks } = blocksIn(draft, bytes);
  return changeBlocks(draft, 'online', first, blocks);
}

/** The gesture that takes memory: blocks offline, those that are so already passed over; then remove, if all are. */
export function unplug(draft: Draft, bytes: Extent): number {
  const size = sectionsPerBlock(draft.config);
  const end = sectionOf(bytes.end);
  for (let at = sectionOf(bytes.start); at < end; ) {
    const run = nextOnline(draft, at, end, size);
    if (!run) break;
    const ret = changeBlocks(draft, 'offline', run.first, run.blocks);
    if (ret !== 0) return ret;
    at = run.first + run.blocks * size;
  }
  return canRemove(draft) ? removeMemory(draft, bytes) : 0;
}

/** The next blocks that hold any online section. */
function nextOnline(
  draft: Draft,
  at: number,
  end: number,
  size: number,
): { first: number; blocks: number } | null {
  const found = firstMember(draft.sections.online, at, end);
  if (found === undefined) return null;
  const first = at + Math.floor((found - at) / size) * size;
  const { online } = draft.sections;
  const stop = Math.min(end, online.end(online.seek(found)));
  return { first, blocks: Math.ceil((stop - first) / size) };
}

/**
 * State-file writes for every block that the range touches, ascending: a block that is not whole in the range is
 * -EINVAL without a round, like one that is absent or in that state already.
 */
export function changeState(draft: Draft, op: 'online' | 'offline', bytes: Extent): number {
  const size = sectionsPerBlock(draft.config);
  const blockBytes = BigInt(draft.config.blockSize);
  if (bytes.start % blockBytes !== 0n) {
    draft.facts.push(refused(op, Number(bytes.start / blockBytes) * size, size));
    return EINVAL;
  }
  const first = sectionOf(bytes.start);
  const whole = Number((bytes.end - bytes.start) / blockBytes);
  const ret = changeBlocks(draft, op, first, whole);
  if (ret !== 0 || bytes.end % blockBytes === 0n) return ret;
  draft.facts.push(refused(op, first + whole * size, size));
  return EINVAL;
}

const refused = (op: 'online' | 'offline', first: number, sectionsPerBlock: number) =>
  ({
    type: 'blocks',
    op,
    first,
    blocks: 1,
    sectionsPerBlock,
    rounds: [],
    acts: [],
    lastActs: [],
    hcalls: '0',
    ret: EINVAL,
  }) as const;

/** True if the range ends above what this kernel can address. */
export const isBeyond = (draft: { config: Draft['config'] }, bytes: Extent): boolean =>
  bytes.end > physicalEnd(draft.config);
