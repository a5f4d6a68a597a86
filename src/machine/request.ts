import { addRange, autoOnline, checkRange, removeRange } from './add-blocks.ts';
import { endWait, type WaitEnd } from './block-write.ts';
import { type BlocksEnd, changeBlocks, type OnFailure } from './blocks.ts';
import type { Draft } from './draft.ts';
import { drop } from './drop-sections.ts';
import { giveGrant, takeGrant } from './grant.ts';
import { canRemove } from './kernel/ability.ts';
import { bringerOf } from './kernel/bringer.ts';
import { sectionsPerBlock } from './machine.ts';
import { askedFrom } from './memory/asked-types.ts';
import type { OnlineType } from './memory/memory-block.ts';
import type { Extent } from './memory/resource.ts';
import { validSections } from './memory/section.ts';
import type { Round } from './notifier/round.ts';
import type { Plan } from './pending.ts';
import { EBUSY, EINVAL } from './units/errno.ts';
import { RunSet } from './units/run-set.ts';
import { sectionOf, sectionStart } from './units/section.ts';

/**
 * Requests that take several blocks: who goes through them in which order, what a failure stops or puts back. A
 * request whose block waits stays in the machine as a plan, and goes on where it was.
 */

const blocksBetween = (draft: Draft, first: number, end: number): number =>
  Math.ceil((end - first) / sectionsPerBlock(draft.config));

const bytesOf = (first: number, end: number): Extent => ({
  start: sectionStart(first),
  end: sectionStart(end),
});

/** The next blocks from `at` on that hold any online section. */
export function nextOnline(
  draft: Draft,
  at: number,
  end: number,
): { readonly first: number; readonly blocks: number } | null {
  const { online } = draft.sections;
  if (!online.touches(at, end)) return null;
  const run = online.seek(at);
  const found = Math.max(at, online.start(run));
  const size = sectionsPerBlock(draft.config);
  const first = at + Math.floor((found - at) / size) * size;
  return { first, blocks: blocksBetween(draft, first, Math.min(end, online.end(run))) };
}

/** Takes every online block of [at, end) offline, ascending, until one fails or waits; null: all are. */
function offlineAll(
  draft: Draft,
  at: number,
  end: number,
  onFailure: OnFailure = 'stop',
): BlocksEnd | null {
  for (let from = at; from < end; ) {
    const run = nextOnline(draft, from, end);
    if (!run) return null;
    const done = changeBlocks(draft, 'offline', run.first, run.blocks, onFailure);
    if (done.ret !== 0 || done.waits) return done;
    from = done.at;
  }
  return null;
}

/** The block at `at` waits, and with it whoever asked. */
function wait(draft: Draft, at: number, rounds: readonly Round[], plan: Plan): number {
  const sections = sectionsPerBlock(draft.config);
  const { online } = draft.sections;
  const lastOfNode =
    draft.nodeChain.length > 0 && online.size === online.countIn(at, at + sections);
  draft.pending = { op: 'offline', first: at, sections, rounds, lastOfNode, plan };
  return 0;
}

/** Goes through a plan from section `at` on. @returns what whoever asked is told; 0 while it waits */
export function run(draft: Draft, plan: Plan, at: number): number {
  if (plan.kind === 'eject') return eject(draft, plan, at);
  if (plan.kind === 'writes') return writes(draft, plan, at);
  const stopped = offlineAll(draft, at, plan.end);
  if (stopped?.waits) return waitInPlan(draft, plan, stopped.at, stopped.waits);
  if (stopped) return refused(draft, plan, stopped);
  return plan.kind === 'lmbs' ? takeAway(draft, plan) : 0;
}

/** On pseries an LMB is removed before the next one is looked at; its DRC is kept until all are gone. */
function waitInPlan(draft: Draft, plan: Whole, at: number, rounds: readonly Round[]): number {
  if (plan.kind === 'lmbs' && at > plan.first) removeRange(draft, bytesOf(plan.first, at));
  return wait(draft, at, rounds, plan);
}

type Writes = Extract<Plan, { kind: 'writes' }>;
type Eject = Extract<Plan, { kind: 'eject' }>;
type Whole = Exclude<Plan, Writes>;

/** State-file writes: the first failure is the last. */
function writes(draft: Draft, plan: Writes, at: number): number {
  const done = changeBlocks(draft, 'offline', at, blocksBetween(draft, at, plan.end));
  if (done.waits) return wait(draft, done.at, done.waits, plan);
  if (done.ret !== 0 || !plan.ragged) return done.ret;
  draft.facts.push(notWhole(draft, 'offline', plan.end));
  return EINVAL;
}

/** A block that is not whole in the range: -EINVAL without a round. */
export const notWhole = (draft: Draft, op: 'online' | 'offline', first: number) =>
  ({
    type: 'blocks',
    op,
    first,
    blocks: 1,
    sectionsPerBlock: sectionsPerBlock(draft.config),
    rounds: [],
    acts: [],
    lastActs: [],
    hcalls: '0',
    ret: EINVAL,
  }) as const;

function takeAway(draft: Draft, { first, end }: Whole): number {
  const ret = removeRange(draft, bytesOf(first, end));
  if (ret === 0) takeGrant(draft, bytesOf(first, end));
  return ret;
}

/** A block would not go offline: pseries puts the LMBs back that went before it, the others leave them as they are. */
function refused(draft: Draft, plan: Whole, stopped: BlocksEnd): number {
  if (plan.kind !== 'lmbs') return stopped.ret;
  putBack(draft, plan.first, stopped.at);
  return EINVAL;
}

/**
 * dlpar_memory_remove_by_ic, the way back: the LMBs were removed one by one, each is added and onlined again, by
 * `online`; one that will not come online is removed again (arch/powerpc/platforms/pseries/hotplug-memory.c).
 */
function putBack(draft: Draft, first: number, end: number): void {
  if (end <= first) return;
  const bytes = bytesOf(first, end);
  if (validSections(draft.sections).touches(first, end)) removeRange(draft, bytes);
  addRange(draft, bytes);
  for (let at = first; at < end; ) {
    const done = onlineLmbs(draft, autoOnline(draft) ?? 'online', at, end, 'go on');
    if (done.ret === 0) return;
    removeRange(draft, bytesOf(done.at, done.next));
    at = done.next;
  }
}

/**
 * dlpar_add_lmb: an LMB that auto_online_blocks did not bring online is tried once more, by `online`. Those that
 * failed alike the first time do so the second, for the zone is all that differs.
 */
function onlineLmbs(
  draft: Draft,
  type: OnlineType,
  first: number,
  end: number,
  onFailure: OnFailure = 'stop',
): BlocksEnd {
  let done = changeBlocks(draft, type, first, blocksBetween(draft, first, end), onFailure);
  while (done.ret !== 0 && type === autoOnline(draft)) {
    const { at, next } = done;
    const again = changeBlocks(draft, 'online', at, blocksBetween(draft, at, next), onFailure);
    if (again.ret !== 0 || next >= end) return again;
    done = changeBlocks(draft, type, next, blocksBetween(draft, next, end), onFailure);
  }
  return done;
}

/** Every block by `online`, or as was asked for in vain, whatever becomes of the one before. */
function onlineEach(draft: Draft, first: number, end: number): void {
  for (let at = first; at < end; ) {
    const alike = askedFrom(draft.asked, at, end);
    const blocks = blocksBetween(draft, at, alike.end);
    at = changeBlocks(draft, alike.type, at, blocks, 'go on').next;
  }
}

/**
 * acpi_scan_try_to_offline (drivers/acpi/scan.c): every block once, errors remembered; if there was one, those still
 * online once more until the first error, for a block may hold what others need. Then what this request took offline
 * comes back, by `online`, not as it was: a Movable block may return as Normal; the answer is -EBUSY.
 */
function eject(draft: Draft, plan: Eject, from: number): number {
  let { put, failed } = plan;
  const onFailure = plan.pass === 1 ? 'go on' : 'stop';
  for (let at = from; ; ) {
    const row = nextOnline(draft, at, plan.end);
    if (!row) break;
    const done = changeBlocks(draft, 'offline', row.first, row.blocks, onFailure);
    put = put.addRange(row.first, done.at);
    if (done.waits) return wait(draft, done.at, done.waits, { ...plan, put, failed });
    if (done.ret !== 0 && plan.pass === 2) return comeBack(draft, put);
    failed ||= done.ret !== 0;
    at = done.next;
  }
  return plan.pass === 2 || !failed
    ? takeAway(draft, plan)
    : eject(draft, { ...plan, put, failed, pass: 2 }, plan.first);
}

function comeBack(draft: Draft, put: RunSet): number {
  for (const [first, end] of put) onlineEach(draft, first, end);
  return EBUSY;
}

/** The block that waited has come to an end: the rest of the request. */
export function resume(draft: Draft, end: WaitEnd): number {
  const { pending } = draft;
  if (!pending) return 0;
  draft.pending = null;
  const { first, sections, plan } = pending;
  const fact = endWait(draft, pending, end);
  draft.facts.push(fact);
  const next = first + sections;
  if (plan.kind === 'eject') return resumeEject(draft, plan, first, next, fact.ret);
  if (fact.ret === 0) return run(draft, plan, next);
  return plan.kind === 'writes'
    ? fact.ret
    : refused(draft, plan, { ret: fact.ret, at: first, next, waits: null });
}

function resumeEject(draft: Draft, plan: Eject, at: number, next: number, ret: number): number {
  if (ret === 0) return run(draft, { ...plan, put: plan.put.addRange(at, next) }, next);
  if (plan.pass === 2) return comeBack(draft, plan.put);
  return run(draft, { ...plan, failed: true }, next);
}

/** The gesture that takes memory, where a block is the unit. */
export function unplugBlocks(draft: Draft, bytes: Extent): number {
  const first = sectionOf(bytes.start);
  const end = sectionOf(bytes.end);
  // Without MEMORY_HOTREMOVE nothing is taken out again.
  switch (canRemove(draft) ? bringerOf(draft) : 'standby') {
    case 'pseries':
      return run(draft, { kind: 'lmbs', first, end }, first);
    case 'standby':
      return run(draft, { kind: 'standby', first, end }, first);
    case 'acpi': {
      const { EMPTY: put } = RunSet;
      return run(draft, { kind: 'eject', first, end, pass: 1, put, failed: false }, first);
    }
  }
}

/** The gesture that brings memory, where a block is the unit. */
export function hotplugBlocks(draft: Draft, bytes: Extent, as: OnlineType | undefined): number {
  if (checkRange(draft, bytes) !== 0) return addRange(draft, bytes);
  giveGrant(draft, bytes);
  const told = draft.facts.length;
  addRange(draft, bytes);
  const first = sectionOf(bytes.start);
  const end = sectionOf(bytes.end);
  const auto = autoOnline(draft);
  const lmbs = bringerOf(draft) === 'pseries';
  const type = as ?? auto ?? 'online';
  const done =
    lmbs && !as
      ? onlineLmbs(draft, type, first, end)
      : changeBlocks(draft, type, first, blocksBetween(draft, first, end));
  if (done.ret === 0) return 0;
  if (lmbs) {
    const { at } = done;
    const sections = at + sectionsPerBlock(draft.config) - first;
    draft.facts[told] = { type: 'add', first, sections, already: 0, ret: 0 };
    return takeBack(draft, first, at, end);
  }
  // What add_memory's own onlining came to is dropped.
  return auto && !as ? 0 : done.ret;
}

/**
 * dlpar_memory_add_by_ic, the way back: LMBs from the one that failed on were never there; those before it go offline
 * and are removed again, as far as they can be.
 */
function takeBack(draft: Draft, first: number, failed: number, end: number): number {
  drop(draft, failed, end);
  takeGrant(draft, bytesOf(failed, end));
  for (let at = first; at < failed; ) {
    const stopped = offlineAll(draft, at, failed, 'go on');
    const to = stopped?.at ?? failed;
    if (to > at) takeAway(draft, { kind: 'lmbs', first: at, end: to });
    at = stopped?.next ?? failed;
  }
  return EINVAL;
}
