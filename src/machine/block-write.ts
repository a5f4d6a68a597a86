import type { Draft } from './draft.ts';
import type { DriverAct } from './driver/act.ts';
import { canOffline } from './kernel/ability.ts';
import { optionsOf } from './kernel/options.ts';
import { pageShiftOf } from './machine.ts';
import { askType, forgetTypes } from './memory/asked-types.ts';
import { heldIn } from './memory/held-pages.ts';
import type { OnlineType, ZoneName } from './memory/memory-block.ts';
import { isWhollyRam } from './memory/ram-resource.ts';
import { type Extent, grantedIn } from './memory/resource.ts';
import { setOffline, setOnline } from './memory/section.ts';
import { zoneOf } from './memory/zone-choice.ts';
import { putInZone, spansOver, takeFromZones, zonesIn } from './memory/zone-sections.ts';
import type { MemoryAction } from './notifier/action.ts';
import type { Round } from './notifier/round.ts';
import {
  betweenPrepareAndFinish,
  endSequence,
  finishOffline,
  type Middle,
  type NotifyNode,
  OFFLINE,
  ONLINE,
  runSequence,
} from './notifier/sequence.ts';
import { sendNodeRound, sendRound } from './round.ts';
import type { BlockOp, BlocksFact, Cause } from './trace.ts';
import { EAGAIN, EBUSY, EHWPOISON, EINTR, EINVAL, EPERM } from './units/errno.ts';
import { RunSet } from './units/run-set.ts';
import { sectionStart } from './units/section.ts';

/**
 * One write to one state file, all rounds in full (mm/memory_hotplug.c and drivers/base/memory.c; read in Linux
 * 2.6.24 to 2.6.32, 6.1, 6.12 and 7.1.5). Which of the rules a kernel has, its edition says.
 */

/** What a block is written with: `online`, or the zone that is asked for. */
export type Write = OnlineType | 'offline';

export const opOf = (write: Write): BlockOp => (write === 'offline' ? 'offline' : 'online');

interface Failed {
  readonly ret: number;
  readonly cause?: Cause;
}

/** What is sent while a block changes, and what comes of it. */
class Rounds {
  readonly rounds: Round[] = [];
  readonly acts: DriverAct[] = [];
  readonly #draft: Draft;
  readonly #range: { readonly first: number; readonly sections: number };

  constructor(draft: Draft, first: number, sections: number) {
    this.#draft = draft;
    this.#range = { first, sections };
  }

  readonly notify = (action: MemoryAction): number => {
    const { round, act } = sendRound(this.#draft, action, this.#range);
    this.rounds.push(round);
    if (act) this.acts.push(act);
    return round.errno;
  };

  readonly notifyNode: NotifyNode = (action) => {
    const round = sendNodeRound(this.#draft, action);
    this.rounds.push(round);
    return round.errno;
  };

  fact(op: BlockOp, { ret, cause }: Failed, more: Partial<BlocksFact> = {}): BlocksFact {
    const { acts } = this;
    return {
      type: 'blocks',
      op,
      first: this.#range.first,
      blocks: 1,
      sectionsPerBlock: this.#range.sections,
      rounds: this.rounds.length > 0 ? this.#draft.shareRounds(this.rounds) : this.rounds,
      acts,
      lastActs: acts,
      hcalls: acts.reduce((sum, a) => sum + BigInt(a.registration?.hcalls ?? 0), 0n).toString(),
      ret,
      ...(cause ? { cause } : {}),
      ...more,
    };
  }
}

export function changeBlock(draft: Draft, write: Write, first: number, size: number): BlocksFact {
  draft.countBlock();
  const sent = new Rounds(draft, first, size);
  const op = opOf(write);
  const refused = op === 'offline' ? refuseOffline : refuseOnline;
  const why = refused(draft, first, first + size);
  const end = first + size;
  if (write !== 'offline' && draft.edition.onlineTypes && draft.sections.online.touches(first, end))
    draft.asked = askType(draft.asked, write, first, end);
  if (why) return sent.fact(op, why);
  return write === 'offline'
    ? offlineBlock(draft, sent, first, size)
    : onlineBlock(draft, sent, write, first, first + size);
}

/** A block with a section of each kind counts as online: `offline` is what can be done to it. */
function stateOf(draft: Draft, first: number, end: number): 'online' | 'offline' | 'absent' {
  const { online, offline } = draft.sections;
  if (online.countIn(first, end) + offline.countIn(first, end) !== end - first) return 'absent';
  return online.touches(first, end) ? 'online' : 'offline';
}

const refuseOnline = (draft: Draft, first: number, end: number): Failed | null =>
  stateOf(draft, first, end) === 'offline' ? null : { ret: EINVAL };

/** What is looked at before anybody is told: if it refuses, the chain hears nothing. */
function refuseOffline(draft: Draft, first: number, end: number): Failed | null {
  if (stateOf(draft, first, end) !== 'online') return { ret: EINVAL };
  // remove_memory is a stub there: the write fails and the state goes back.
  if (!canOffline(draft)) return { ret: EINVAL };
  if (zonesIn(draft.zones, first, end).length > 1) return { ret: EINVAL, cause: 'zones' };
  if (draft.edition.refusesHoles && !isWhole(draft, first, end))
    return { ret: EINVAL, cause: 'hole' };
  return heldIn(draft.held, first, end) === 'unmovable' ? { ret: EBUSY, cause: 'isolation' } : null;
}

/** Every page of it is in a System RAM resource: of what was there at boot, or of what was added. */
function isWhole(draft: Draft, first: number, end: number): boolean {
  const page = BigInt(draft.config.pageSize);
  return [...RunSet.of(first, end).minus(draft.resources)].every(([from, to]) => {
    const start = sectionStart(from);
    const ram = grantedIn(draft.granted, start, sectionStart(to));
    return isWhollyRam(
      ram.map((e) => ({ ...e, label: '' })),
      start,
      sectionStart(to),
      page,
    );
  });
}

function onlineBlock(
  draft: Draft,
  sent: Rounds,
  type: OnlineType,
  first: number,
  end: number,
): BlocksFact {
  const { edition } = draft;
  draft.asked = forgetTypes(draft.asked, first, end);
  // memory_block_online looks before anybody is told (drivers/base/memory.c).
  if (edition.refusesPoisoned && draft.held.poisoned.touches(first, end))
    return sent.fact('online', { ret: EHWPOISON, cause: 'poisoned' });
  const zone = edition.onlineTypes ? zoneFor(draft, type, first, end) : null;
  const node = hasNodeChain(draft) && draft.sections.online.isEmpty ? sent.notifyNode : null;
  let cause: Cause | undefined;
  const middle = (): Middle => {
    const failed = ungranted(draft, first, end);
    cause = failed?.cause;
    return failed ? { kind: 'failed', ret: failed.ret } : bringIn(draft, first, end, zone);
  };
  const online = (): number => runSequence(ONLINE, sent.notify, middle, node).ret;
  const ret =
    edition.rounds === 'prepare and finish'
      ? betweenPrepareAndFinish(sent.notify, online)
      : online();
  const more = zone !== null && ret === 0 ? { zone } : {};
  return sent.fact('online', { ret, ...(cause ? { cause } : {}) }, more);
}

/** Where this block lands if it is onlined so. */
export const zoneFor = (draft: Draft, type: OnlineType, first: number, end: number): ZoneName =>
  zoneOf(spansOver(draft.zones, first, end), type, optionsOf(draft).movableNode);

const hasNodeChain = ({ edition }: Draft): boolean => edition.rounds === 'node chain';

/** It is all the memory that its node has. */
const isLastOfNode = ({ sections: { online } }: Draft, first: number, end: number): boolean =>
  online.size === online.countIn(first, end);

function offlineBlock(draft: Draft, sent: Rounds, first: number, size: number): BlocksFact {
  const lastOfNode = hasNodeChain(draft) && isLastOfNode(draft, first, first + size);
  let cause: Cause | undefined;
  const middle = (): Middle => {
    const left = leftOver(draft, first, first + size);
    if (left === 'waits') return { kind: 'waits' };
    cause = left?.cause;
    return left ? { kind: 'failed', ret: left.ret } : takeOut(draft, first, first + size);
  };
  const node = lastOfNode ? sent.notifyNode : null;
  const done = runSequence(OFFLINE, sent.notify, middle, node);
  if (done.outcome === 'waits') return sent.fact('offline', { ret: 0 }, { waits: true });
  finish(draft, sent, done);
  return sent.fact(
    'offline',
    { ret: done.ret, ...(cause ? { cause } : {}) },
    undone(draft, done.ret),
  );
}

function finish(draft: Draft, sent: Rounds, done: ReturnType<typeof runSequence>): void {
  if (draft.edition.rounds === 'prepare and finish') finishOffline(sent.notify, done);
}

/** The block had been isolated, and is so no more. */
const undone = ({ edition }: Draft, ret: number): Pick<BlocksFact, 'undo'> =>
  ret === 0 ? {} : { undo: edition.undo };

/** What ends the waiting of a block; null: its pages are gone. */
export type WaitEnd = 'signal' | 'unmovable' | null;

/** The rounds that were left of a block that waited. */
export function endWait(
  draft: Draft,
  { first, sections, rounds: earlier, lastOfNode }: NonNullable<Draft['pending']>,
  end: WaitEnd,
): BlocksFact {
  const sent = new Rounds(draft, first, sections);
  const ret = end === null ? 0 : end === 'signal' ? EINTR : EBUSY;
  const found: Middle =
    end === null ? takeOut(draft, first, first + sections) : { kind: 'failed', ret };
  const done = endSequence(OFFLINE, sent.notify, found, lastOfNode ? sent.notifyNode : null);
  finish(draft, sent, done);
  const more = { resumed: true as const, earlier, ...undone(draft, ret) };
  return sent.fact('offline', { ret, ...(end ? { cause: end } : {}) }, more);
}

/** Nothing granted here: the resource walk finds nothing and returns -1 (arch/powerpc/mm/mem.c, Linux 2.6.32). */
const ungranted = (draft: Draft, first: number, end: number): Failed | null =>
  draft.edition.walkCancelsOnline && walked(draft, first, end).length === 0
    ? { ret: EPERM, cause: 'ungranted' }
    : null;

/**
 * What keeps pages from being moved away (offline_pages): a signal is looked for before each attempt. In 2.6.25 and
 * 2.6.32 the fifth error of a migration ends it, and pages left over are tried again for 120 seconds; later kernels
 * go on until a signal.
 */
function leftOver(draft: Draft, first: number, end: number): Failed | 'waits' | null {
  if (draft.signals > 0) {
    draft.signals -= 1;
    draft.facts.push({ type: 'signal', came: 'here' });
    return { ret: EINTR, cause: 'signal' };
  }
  const held = heldIn(draft.held, first, end);
  const { failingPages, pinnedPages } = draft.edition;
  if (held === 'failing')
    return failingPages === 'until a signal' ? 'waits' : { ret: EBUSY, cause: 'migration' };
  if (held === null) return null;
  return pinnedPages === 'until a signal' ? 'waits' : { ret: EAGAIN, cause: 'timeout' };
}

function takeOut(draft: Draft, first: number, end: number): Middle {
  draft.pages -= pagesIn(draft, first, end);
  draft.sections = setOffline(draft.sections, first, end);
  draft.zones = takeFromZones(draft.zones, first, end);
  return { kind: 'ok' };
}

function bringIn(draft: Draft, first: number, end: number, zone: ZoneName | null): Middle {
  draft.asked = forgetTypes(draft.asked, first, end);
  const pages = pagesIn(draft, first, end);
  draft.pages += pages;
  draft.sections = setOnline(draft.sections, first, end);
  if (zone) draft.zones = putInZone(draft.zones, first, end, zone);
  // Less than a page granted: the walk succeeds, no page comes, and nobody is told (online_pages).
  return pages === 0n && !draft.edition.tellsZeroPages ? { kind: 'nothing' } : { kind: 'ok' };
}

/** The pages of many blocks that go as one did change hands. */
export function changeHands(
  draft: Draft,
  op: BlockOp,
  first: number,
  end: number,
  zone: ZoneName | null,
): void {
  if (op === 'offline') takeOut(draft, first, end);
  else bringIn(draft, first, end, zone);
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
function pagesIn(draft: Draft, first: number, end: number): bigint {
  const shift = BigInt(pageShiftOf(draft.config));
  return walked(draft, first, end).reduce((sum, e) => sum + ((e.end - e.start) >> shift), 0n);
}
