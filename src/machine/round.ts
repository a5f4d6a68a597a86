import type { Draft } from './draft.ts';
import type { DriverAct } from './driver/act.ts';
import type { Range } from './driver/site.ts';
import type { Callback } from './machine.ts';
import type { MemoryAction } from './notifier/action.ts';
import { answerValue, callChain, NOTIFY_OK, notifierToErrno } from './notifier/chain.ts';
import type { Round } from './notifier/round.ts';

/** What a round was, and what eHEA did in it. */
export interface Sent {
  readonly round: Round;
  readonly act: DriverAct | null;
}

/** Sends one action down the machine's memory chain for a range of sections. */
export function sendRound(draft: Draft, action: MemoryAction, range: Range): Sent {
  const { chain } = draft;
  let act: DriverAct | null = null;
  const walk = callChain(chain, (callback) => {
    const told = takeAnswer(draft, callback.name, action);
    if (told !== null) return told;
    if (callback.kind !== 'driver') return answerOf(callback, action);
    const done = draft.generation.notified(draft, draft.driver, action, range);
    draft.driver = done.driver;
    act = done.act;
    return done.answer;
  });
  const round: Round = {
    action,
    calls: chain.map((callback, i) => ({
      name: callback.name,
      priority: callback.priority,
      answer: walk.calls[i]?.answer ?? null,
      acted: callback.kind === 'driver' && act !== null,
    })),
    stoppedAt: walk.stoppedAt,
    result: walk.result,
    errno: notifierToErrno(walk.result),
  };
  return { round, act };
}

/** What this callback was told to answer to this action, used up. */
function takeAnswer(draft: Draft, name: string, action: MemoryAction): number | null {
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
