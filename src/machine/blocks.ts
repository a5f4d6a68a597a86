import { type Eligible, eligibleRun } from './blocks-alike.ts';
import type { Draft } from './draft.ts';
import type { DriverAct } from './driver/act.ts';
import { canOffline } from './kernel/ability.ts';
import { pageShiftOf, sectionsPerBlock } from './machine.ts';
import { heldIn } from './memory/held-pages.ts';
import { type Extent, grantedIn } from './memory/resource.ts';
import { setOffline, setOnline } from './memory/section.ts';
import { type Round, sameRounds } from './notifier/round.ts';
import { type Middle, OFFLINE, ONLINE, runSequence } from './notifier/sequence.ts';
import { sendRound } from './round.ts';
import type { BlockOp, BlocksFact, Cause } from './trace.ts';
import { EAGAIN, EBUSY, EINTR, EINVAL, EPERM } from './units/errno.ts';
import { sectionStart } from './units/section.ts';

/**
 * Onlining and offlining memory blocks, one state-file write each, ascending (mm/memory_hotplug.c and
 * drivers/base/memory.c, Linux 2.6.25 and 2.6.32). What n blocks have in common is done once,
 * by arithmetic: a gesture of 1,024 blocks costs as much as one of two.
 */

/** Does `blocks` blocks from section `first` on; the first failure stops. @returns what the last write returned */
export function changeBlocks(draft: Draft, op: BlockOp, first: number, blocks: number): number {
  const size = sectionsPerBlock(draft.config);
  let fact: BlocksFact | null = null;
  for (let i = 0; i < blocks; ) {
    const { armedAnswers } = draft;
    const one = changeBlock(draft, op, first + i * size, size);
    fact = join(draft, fact, one);
    i += 1;
    if (one.ret !== 0) return one.ret;
    // A callback that answered as it was told will not do so again.
    const usual = draft.armedAnswers === armedAnswers;
    const alike = usual ? eligibleRun(draft, op, one, blocks - i) : null;
    if (alike) {
      fact = join(draft, fact, repeat(draft, op, one, alike));
      i += alike.blocks;
    }
  }
  return 0;
}

/** Appends a fact, or lengthens the one before it where nothing but the count differs. */
function join(draft: Draft, last: BlocksFact | null, next: BlocksFact): BlocksFact {
  if (!last || draft.facts.at(-1) !== last || !sameShape(last, next)) {
    draft.facts.push(next);
    return next;
  }
  const merged: BlocksFact = {
    ...last,
    blocks: last.blocks + next.blocks,
    lastActs: next.lastActs,
    hcalls: (BigInt(last.hcalls) + BigInt(next.hcalls)).toString(),
  };
  draft.facts[draft.facts.length - 1] = merged;
  return merged;
}

/** Nothing differs but the places and the sums. */
function sameShape(a: BlocksFact, b: BlocksFact): boolean {
  return (
    a.op === b.op &&
    a.ret === b.ret &&
    a.cause === b.cause &&
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

/** A block with a section of each kind counts as online: `offline` is what can be done to it. */
function stateOf(draft: Draft, first: number, end: number): 'online' | 'offline' | 'absent' {
  const { online, offline } = draft.sections;
  if (online.countIn(first, end) + offline.countIn(first, end) !== end - first) return 'absent';
  return online.touches(first, end) ? 'online' : 'offline';
}

/** One write to one state file, all rounds in full. */
export function changeBlock(draft: Draft, op: BlockOp, first: number, size: number): BlocksFact {
  draft.countBlock();
  const rounds: Round[] = [];
  const acts: DriverAct[] = [];
  const end = first + size;
  const fact = (ret: number, cause?: Cause): BlocksFact => ({
    type: 'blocks',
    op,
    first,
    blocks: 1,
    sectionsPerBlock: size,
    rounds,
    acts,
    lastActs: acts,
    hcalls: acts.reduce((sum, a) => sum + BigInt(a.registration?.hcalls ?? 0), 0n).toString(),
    ret,
    ...(cause ? { cause } : {}),
  });
  if (stateOf(draft, first, end) !== (op === 'online' ? 'offline' : 'online')) return fact(EINVAL);
  // remove_memory is a stub there: the write fails and the state goes back.
  if (op === 'offline' && !canOffline(draft)) return fact(EINVAL);
  if (op === 'offline' && heldIn(draft.held, first, end) === 'unmovable')
    return fact(EBUSY, 'isolation');
  let cause: Cause | undefined;
  const done = runSequence(
    op === 'online' ? ONLINE : OFFLINE,
    (action) => {
      const { round, act } = sendRound(draft, action, { first, sections: size });
      rounds.push(round);
      if (act) acts.push(act);
      return round.errno;
    },
    () => {
      const failed = op === 'offline' ? leftOver(draft, first, end) : ungranted(draft, first, end);
      cause = failed?.cause;
      return failed ? { kind: 'failed', ret: failed.ret } : handOver(draft, op, first, end);
    },
  );
  return { ...fact(done.ret, cause), rounds: draft.shareRounds(rounds) };
}

interface Failed {
  readonly ret: number;
  readonly cause: Cause;
}

/** Nothing granted here: the resource walk finds nothing and returns -1 (arch/powerpc/mm/mem.c, Linux 2.6.32). */
const ungranted = (draft: Draft, first: number, end: number): Failed | null =>
  draft.edition.walkCancelsOnline && walked(draft, first, end).length === 0
    ? { ret: EPERM, cause: 'ungranted' }
    : null;

/**
 * What keeps pages from being moved away (offline_pages, Linux 2.6.25 and 2.6.32): a signal is looked for before
 * each attempt; the fifth error of a migration ends it; pages that are left over are tried again for 120 seconds.
 */
function leftOver(draft: Draft, first: number, end: number): Failed | null {
  if (draft.signals > 0) {
    draft.signals -= 1;
    draft.facts.push({ type: 'signal', came: 'here' });
    return { ret: EINTR, cause: 'signal' };
  }
  const held = heldIn(draft.held, first, end);
  if (held === 'failing') return { ret: EBUSY, cause: 'migration' };
  return held === 'pinned' ? { ret: EAGAIN, cause: 'timeout' } : null;
}

/** Between the first round and the last: the pages change hands. */
function handOver(draft: Draft, op: BlockOp, first: number, end: number): Middle {
  const found = walked(draft, first, end);
  const pages = pagesIn(draft, found);
  if (op === 'offline') {
    draft.sections = setOffline(draft.sections, first, end);
    draft.pages -= pages;
    return { kind: 'ok' };
  }
  draft.sections = setOnline(draft.sections, first, end);
  draft.pages += pages;
  // Less than a page granted: the walk succeeds, no page comes, and nobody is told (online_pages).
  return pages === 0n && !draft.edition.tellsZeroPages ? { kind: 'nothing' } : { kind: 'ok' };
}

/**
 * What the resource walk finds in a block. Where it is honest that is what the firmware granted; the one of 2.6.25
 * on ppc64 hands over the whole range, holes included.
 */
function walked(draft: Draft, first: number, end: number): readonly Extent[] {
  const block = { start: sectionStart(first), end: sectionStart(end) };
  return draft.edition.walk === 'granted'
    ? grantedIn(draft.granted, block.start, block.end)
    : [block];
}

/** Whole pages of what was found, each extent cut to its own. */
function pagesIn(draft: Draft, found: readonly Extent[]): bigint {
  const shift = BigInt(pageShiftOf(draft.config));
  return found.reduce((sum, e) => sum + ((e.end - e.start) >> shift), 0n);
}

/** The same for each block of a run, by arithmetic. */
function repeat(draft: Draft, op: BlockOp, like: BlocksFact, alike: Eligible): BlocksFact {
  const first = like.first + like.sectionsPerBlock;
  const end = first + alike.blocks * like.sectionsPerBlock;
  const act = alike.repeat();
  draft.sections = (op === 'online' ? setOnline : setOffline)(draft.sections, first, end);
  const pages = pagesIn(draft, walked(draft, first, end));
  draft.pages += op === 'online' ? pages : -pages;
  return {
    ...like,
    first,
    blocks: alike.blocks,
    lastActs: act ? [act] : [],
    hcalls: alike.hcalls.toString(),
  };
}
