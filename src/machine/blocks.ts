import { changeBlock, changeHands, type Write } from './block-write.ts';
import { type Eligible, eligibleRun } from './blocks-alike.ts';
import type { Draft } from './draft.ts';
import type { DriverAct } from './driver/act.ts';
import type { ArmedCall } from './firmware/other-calls.ts';
import { sectionsPerBlock } from './machine.ts';
import { forgetTypes } from './memory/asked-types.ts';
import { type Round, sameRounds } from './notifier/round.ts';
import type { BlocksFact } from './trace.ts';

/**
 * Onlining and offlining memory blocks, one state-file write each, ascending (mm/memory_hotplug.c and
 * drivers/base/memory.c). What n blocks have in common is done once,
 * by arithmetic: a gesture of 1,024 blocks costs as much as one of two.
 */

/** How far a row of writes came. */
export interface BlocksEnd {
  /** What the last write returned. */
  readonly ret: number;
  /** The first section of the block that failed or waits; one past the last block where none did. */
  readonly at: number;
  /** One past the last block that was written to: past all that failed as the first did, where the caller goes on. */
  readonly next: number;
  /** The rounds so far of a block that waits; null: none does. */
  readonly waits: readonly Round[] | null;
}

/**
 * Whose failure ends it: the first, for every caller that stops there; or, for one that goes on with the next block
 * whatever comes, the last of those that fail alike.
 */
export type OnFailure = 'stop' | 'go on';

/** Writes to the state files of `blocks` blocks from section `first` on; a failure ends it. */
export function changeBlocks(
  draft: Draft,
  write: Write,
  first: number,
  blocks: number,
  onFailure: OnFailure = 'stop',
): BlocksEnd {
  const size = sectionsPerBlock(draft.config);
  for (let i = 0; i < blocks; ) {
    const { armedAnswers, armedCalls, driver } = draft;
    const at = first + i * size;
    const one = changeBlock(draft, write, at, size);
    join(draft, one);
    i += 1;
    const waits = one.waits ? one.rounds : null;
    const failed = one.ret !== 0 || waits !== null;
    if (failed && (waits !== null || onFailure === 'stop'))
      return { ret: one.ret, at, next: at + size, waits };
    // A callback that answered as it was told will not do so again; and nothing is to be left of a failure.
    const usual = draft.armedAnswers === armedAnswers && !(failed && draft.driver !== driver);
    const calls = new CallsInBlock(armedCalls, draft.armedCalls);
    const wanted = Math.min(blocks - i, calls.blocksUntilOneFails);
    const alike = usual ? eligibleRun(draft, write, one, wanted) : null;
    if (alike) {
      join(draft, repeat(draft, one, alike));
      // Whatever the last of them counted itself.
      draft.armedCalls = calls.after(alike.blocks);
      i += alike.blocks;
    }
    if (failed) return { ret: one.ret, at, next: first + i * size, waits };
  }
  const end = first + blocks * size;
  return { ret: 0, at: end, next: end, waits: null };
}

/** How many of the calls that somebody counts a block makes, seen from the one before it. */
class CallsInBlock {
  readonly #now: readonly ArmedCall[];
  readonly #each: readonly number[];
  readonly #fired: boolean;

  constructor(before: readonly ArmedCall[], now: readonly ArmedCall[]) {
    this.#now = now;
    this.#fired = before.length !== now.length;
    this.#each = now.map((armed, i) => (before[i]?.nth ?? armed.nth) - armed.nth);
  }

  /** Blocks that go by before one of the calls fails; none after one has: the next block may differ. */
  get blocksUntilOneFails(): number {
    if (this.#fired) return 0;
    const left = this.#now.map(({ nth }, i) => {
      const each = this.#each[i] as number;
      return each === 0 ? Number.POSITIVE_INFINITY : Math.floor((nth - 1) / each);
    });
    return Math.min(Number.POSITIVE_INFINITY, ...left);
  }

  /** What is armed once so many more have gone by. */
  after(blocks: number): readonly ArmedCall[] {
    if (this.#now.length === 0) return this.#now;
    return this.#now.map((a, i) => ({ ...a, nth: a.nth - blocks * (this.#each[i] as number) }));
  }
}

/** Appends a fact, or lengthens the one before it where it goes on there and nothing but the count differs. */
function join(draft: Draft, next: BlocksFact): void {
  const last = draft.facts.at(-1);
  if (last?.type !== 'blocks' || !isNext(last, next) || !sameShape(last, next)) {
    draft.facts.push(next);
    return;
  }
  draft.facts[draft.facts.length - 1] = {
    ...last,
    blocks: last.blocks + next.blocks,
    lastActs: next.lastActs,
    hcalls: (BigInt(last.hcalls) + BigInt(next.hcalls)).toString(),
  };
}

const isNext = (a: BlocksFact, b: BlocksFact): boolean =>
  a.first + a.blocks * a.sectionsPerBlock === b.first;

/** Nothing differs but the places and the sums. */
function sameShape(a: BlocksFact, b: BlocksFact): boolean {
  return (
    a.op === b.op &&
    a.resumed === b.resumed &&
    a.ret === b.ret &&
    a.cause === b.cause &&
    a.zone === b.zone &&
    a.waits === b.waits &&
    sameRounds(a.rounds, b.rounds) &&
    a.acts.length === b.acts.length &&
    a.acts.every((act, i) => sameAct(act, b.acts[i]))
  );
}

const sameAct = (a: DriverAct, b: DriverAct | undefined): boolean =>
  a.on === b?.on &&
  a.update === b.update &&
  a.ret === b.ret &&
  a.unregister === b.unregister &&
  a.registration?.ret === b.registration?.ret &&
  a.registration?.lastHret === b.registration?.lastHret;

/** The same for each block of a run, by arithmetic. */
function repeat(draft: Draft, like: BlocksFact, alike: Eligible): BlocksFact {
  const first = like.first + like.sectionsPerBlock;
  const act = alike.repeat();
  const end = first + alike.blocks * like.sectionsPerBlock;
  if (like.ret === 0) changeHands(draft, like.op, first, end, like.zone ?? null);
  else if (like.op === 'online') draft.asked = forgetTypes(draft.asked, first, end);
  return {
    ...like,
    first,
    blocks: alike.blocks,
    lastActs: act ? [act] : [],
    hcalls: alike.hcalls.toString(),
  };
}
