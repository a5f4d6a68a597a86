import { driverActed } from './device-access.ts';
import type { Draft } from './draft.ts';
import type { DriverAct } from './driver/act.ts';
import { nextHeld } from './memory/held-pages.ts';
import { extentAt } from './memory/resource.ts';
import type { BlockOp, BlocksFact } from './trace.ts';
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
 * The longest run of blocks after `like` for which nothing can differ: all present in the same state and granted,
 * the chain answers alike, and the driver, if it acted, will act alike.
 */
export function eligibleRun(
  draft: Draft,
  op: BlockOp,
  like: BlocksFact,
  wanted: number,
): Eligible | null {
  if (wanted === 0 || like.ret !== 0 || answersWait(draft, like)) return null;
  const size = like.sectionsPerBlock;
  const first = like.first + size;
  const blocks = Math.min(
    wanted,
    inSameState(draft, op, first, size),
    granted(draft, first, size),
    fromBootAlike(draft, first, size),
    op === 'offline' ? Math.floor((nextHeld(draft.held, first) - first) / size) : wanted,
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
        driverActed(draft, before);
        return done.act;
      },
    }
  );
}

/** Blocks from here on that all came after boot, where somebody in the chain asks that. */
function fromBootAlike({ chain, resources }: Draft, first: number, size: number): number {
  if (!chain.some((c) => c.keepsBootMemory)) return Number.POSITIVE_INFINITY;
  const run = resources.seek(first);
  if (run >= resources.runs || resources.start(run) > first) return 0;
  return Math.floor((resources.end(run) - first) / size);
}

/** A callback that answered here will answer otherwise next time, as it was told. */
const answersWait = ({ armedAnswers }: Draft, { rounds }: BlocksFact): boolean =>
  armedAnswers.some(({ name, action }) =>
    rounds.some(
      (r) => r.action === action && r.calls.some((c) => c.name === name && c.answer !== null),
    ),
  );

/** Blocks from here on that lie in one run of sections of the state that `op` starts from. */
function inSameState(draft: Draft, op: BlockOp, first: number, size: number): number {
  const set = op === 'online' ? draft.sections.offline : draft.sections.online;
  const run = set.seek(first);
  if (run >= set.runs || set.start(run) > first) return 0;
  return Math.floor((set.end(run) - first) / size);
}

/** Blocks from here on that lie in one granted extent. */
function granted(draft: Draft, first: number, size: number): number {
  const at = sectionStart(first);
  const extent = extentAt(draft.granted, at);
  if (!extent) return 0;
  return Math.floor((sectionOf(extent.end) - first) / size);
}
