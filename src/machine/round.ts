import { beforeCallback, driverActed } from './device-access.ts';
import type { Draft } from './draft.ts';
import type { DriverAct } from './driver/act.ts';
import type { Range } from './driver/site.ts';
import type { Callback } from './machine.ts';
import type { ChainAction, MemoryAction, NodeAction } from './notifier/action.ts';
import {
  answerValue,
  callChain,
  NOTIFY_BAD,
  NOTIFY_OK,
  notifierToErrno,
} from './notifier/chain.ts';
import type { Round } from './notifier/round.ts';

/** What a round was, and what eHEA did in it. */
export interface Sent {
  readonly round: Round;
  readonly act: DriverAct | null;
}

/** Sends one action down the machine's memory chain for a range of sections. */
export function sendRound(draft: Draft, action: MemoryAction, range: Range): Sent {
  draft.follow();
  let act: DriverAct | null = null;
  const about = (callback: Callback): void => beforeCallback(draft, action, callback, range.first);
  const round = walkDown(draft, draft.chain, action, about, (callback) => {
    if (keepsBootMemory(draft, callback, action, range)) return NOTIFY_BAD;
    if (callback.kind !== 'driver') return answerOf(callback, action);
    const before = draft.driver;
    const done = draft.generation.notified(draft, before, action, range);
    draft.driver = done.driver;
    driverActed(draft, before, done.act);
    act = done.act;
    return done.answer;
  });
  if (act === null) return { round, act };
  const calls = round.calls.map((call, i) =>
    draft.chain[i]?.kind === 'driver' ? { ...call, acted: true } : call,
  );
  return { round: { ...round, calls }, act };
}

/** Sends one action down the node chain: it is about the machine's one node. */
export const sendNodeRound = (draft: Draft, action: NodeAction): Round =>
  walkDown(draft, draft.nodeChain, action, NOBODY_LOOKS, (callback) => callback.value);

const NOBODY_LOOKS = (): void => undefined;

function walkDown(
  draft: Draft,
  chain: readonly Callback[],
  action: ChainAction,
  before: (callback: Callback) => void,
  answer: (callback: Callback) => number,
): Round {
  const walk = callChain(chain, (callback) => {
    before(callback);
    return takeAnswer(draft, callback.name, action) ?? answer(callback);
  });
  return {
    action,
    calls: chain.map(({ name, priority }, i) => ({
      name,
      priority,
      answer: walk.calls[i]?.answer ?? null,
      acted: false,
    })),
    stoppedAt: walk.stoppedAt,
    result: walk.result,
    errno: notifierToErrno(walk.result),
  };
}

/** What this callback was told to answer to this action, used up. */
function takeAnswer(draft: Draft, name: string, action: ChainAction): number | null {
  if (draft.armedAnswers.length === 0) return null;
  const at = draft.armedAnswers.findIndex((a) => a.name === name && a.action === action);
  const armed = draft.armedAnswers[at];
  if (!armed) return null;
  draft.armedAnswers = draft.armedAnswers.filter((_, i) => i !== at);
  draft.facts.push({ type: 'answered as told', ...armed });
  return answerValue(armed.answer) ?? NOTIFY_OK;
}

/** A user's callback answers what the event says, NOTIFY_OK to everything else; a kernel's own always the same. */
function answerOf(callback: Callback, action: MemoryAction): number {
  if (callback.kind === 'kernel') return callback.value;
  const answer = callback.answers[action];
  return answer === undefined ? NOTIFY_OK : (answerValue(answer) ?? NOTIFY_OK);
}

/** The kernel's own that lets no memory go that was there at boot: only what was added has a resource of its own here. */
const keepsBootMemory = (
  { resources }: Draft,
  callback: Callback,
  action: MemoryAction,
  { first, sections }: Range,
): boolean => callback.keepsBootMemory === action && !resources.covers(first, first + sections);
