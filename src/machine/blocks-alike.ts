import { opOf, type Write, zoneFor } from './block-write.ts';
import { driverActed } from './device-access.ts';
import type { Draft } from './draft.ts';
import type { DriverAct } from './driver/act.ts';
import { changesAt, heldIn, nextHeld } from './memory/held-pages.ts';
import type { OnlineType } from './memory/memory-block.ts';
import { extentAt } from './memory/resource.ts';
import { inOneZone, nextEdge } from './memory/zone-sections.ts';
import { isNodeAction } from './notifier/action.ts';
import type { BlockOp, BlocksFact } from './trace.ts';
import type { RunSet } from './units/run-set.ts';
import { sectionOf, sectionStart } from './units/section.ts';

/** How many further blocks will go exactly as the last one did, and what they cost together. */
export interface Eligible {
  readonly blocks: number;
  /** Page-registration hcalls of all of them. */
  readonly hcalls: bigint;
  /** Does the driver's part for all of them and describes the last; null if it does nothing. */
  repeat(): DriverAct | null;
}

/**
 * The longest run of blocks after `like` for which nothing can differ: all present in the same state and wholly
 * memory, bound for the same zone, the chains answer alike, and the driver, if it acted, will act alike. Where `like`
 * failed they fail as it did.
 */
export function eligibleRun(
  draft: Draft,
  write: Write,
  like: BlocksFact,
  wanted: number,
): Eligible | null {
  if (wanted === 0 || willDiffer(draft, like) || (like.ret !== 0 && !failsAgain(like))) return null;
  const size = like.sectionsPerBlock;
  const first = like.first + size;
  const op = opOf(write);
  const blocks = Math.min(
    wanted,
    inSameState(draft, op, first, size),
    whole(draft, first, size),
    fromBootAlike(draft, like, first, size),
    write === 'offline'
      ? movable(draft, like, first, size)
      : Math.min(toOneZone(draft, write, like, size), poisonedAlike(draft, like, first, size)),
  );
  if (blocks <= 0) return null;
  const [act] = like.acts;
  if (!act) return { blocks, hcalls: 0n, repeat: () => null };
  if (like.acts.length !== 1) return null;
  const alike = draft.generation.alike(draft, draft.driver, { act, first, size, blocks });
  return (
    alike && {
      blocks: alike.blocks,
      hcalls: alike.hcalls,
      repeat() {
        const before = draft.driver;
        const done = alike.repeat(draft);
        draft.driver = done.driver;
        driverActed(draft, before, done.act);
        return done.act;
      },
    }
  );
}

/**
 * Why a block failed that would fail the next one too: a callback refused, or pages that are held there as well. What
 * came of its own state, its zones or a hole, or of a signal, says nothing of the next; nor does what the driver did.
 */
function failsAgain({ rounds, acts, cause }: BlocksFact): boolean {
  if (acts.length > 0) return false;
  if (cause === undefined) return rounds.length > 0;
  return ['isolation', 'migration', 'timeout', 'poisoned'].includes(cause);
}

/** Blocks from here on that came after boot or did not, as the one before, where somebody asked that. */
function fromBootAlike(
  { chain, resources }: Draft,
  { rounds, first: like }: BlocksFact,
  first: number,
  size: number,
): number {
  if (!chain.some((c) => rounds.some((r) => r.action === c.keepsBootMemory)))
    return Number.POSITIVE_INFINITY;
  const run = resources.seek(first);
  const added = run < resources.runs && resources.start(run) <= first;
  if (added !== resources.covers(like, like + size)) return 0;
  const next = run < resources.runs ? resources.start(run) : Number.POSITIVE_INFINITY;
  return Math.floor(((added ? resources.end(run) : next) - first) / size);
}

/**
 * A callback that answered here will answer otherwise next time, as it was told; or the node got its first memory,
 * and will not again.
 */
const willDiffer = ({ armedAnswers }: Draft, { rounds, ret, op }: BlocksFact): boolean =>
  ((ret === 0 || op === 'offline') && rounds.some((r) => isNodeAction(r.action))) ||
  armedAnswers.some(({ name, action }) =>
    rounds.some(
      (r) => r.action === action && r.calls.some((c) => c.name === name && c.answer !== null),
    ),
  );

/** Blocks that go offline, or do not, as the one before: in one zone, their pages held alike, not the last of the node. */
function movable(draft: Draft, like: BlocksFact, first: number, size: number): number {
  const { held, zones, sections, nodeChain } = draft;
  const goes = like.ret === 0 && nodeChain.length > 0;
  const last = goes ? sections.online.size - size : Number.POSITIVE_INFINITY;
  const kind = heldIn(held, like.first, first);
  const alike = (kind === null ? nextHeld(held, first) : heldUpTo(held[kind], first)) - first;
  return Math.floor(Math.min(alike, inOneZone(zones, first), last) / size);
}

/** Blocks with a poisoned page, or without one, as the one before, where somebody looks. */
function poisonedAlike(draft: Draft, like: BlocksFact, first: number, size: number): number {
  const { poisoned } = draft.held;
  if (!draft.edition.refusesPoisoned) return Number.POSITIVE_INFINITY;
  if (poisoned.has(first) !== (like.cause === 'poisoned')) return 0;
  return Math.floor((changesAt(poisoned, first) - first) / size);
}

/** Where the pages end that are held so from here on. */
const heldUpTo = (pages: RunSet, first: number): number =>
  pages.has(first) ? pages.end(pages.seek(first)) : first;

/** Blocks that land in the zone of the one before: as far as no span begins or ends. */
function toOneZone(draft: Draft, write: OnlineType, like: BlocksFact, size: number): number {
  const { zone } = like;
  if (zone === undefined) return Number.POSITIVE_INFINITY;
  const first = like.first + size;
  return zoneFor(draft, write, first, first + size) === zone
    ? Math.floor((nextEdge(draft.zones, first) - first) / size)
    : 0;
}

/** Blocks from here on that lie in one run of sections of the state that `op` starts from. */
function inSameState(draft: Draft, op: BlockOp, first: number, size: number): number {
  const set = op === 'online' ? draft.sections.offline : draft.sections.online;
  const run = set.seek(first);
  if (run >= set.runs || set.start(run) > first) return 0;
  return Math.floor((set.end(run) - first) / size);
}

/** Blocks from here on that are memory all over: granted in one piece, or added. */
function whole(draft: Draft, first: number, size: number): number {
  const extent = extentAt(draft.granted, sectionStart(first));
  const granted = extent ? Math.floor((sectionOf(extent.end) - first) / size) : 0;
  if (draft.edition.walk !== 'resources') return granted;
  const { resources } = draft;
  const run = resources.seek(first);
  const added = run < resources.runs && resources.start(run) <= first;
  return Math.max(granted, added ? Math.floor((resources.end(run) - first) / size) : 0);
}
