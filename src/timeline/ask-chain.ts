import type { MachineEvent } from '../machine/event.ts';
import { nameAnswer } from '../machine/notifier/answer-name.ts';
import type { Call, Round } from '../machine/notifier/round.ts';
import type { BlocksFact } from '../machine/trace.ts';
import { counted } from '../machine/units/bytes.ts';
import { errnoWords } from '../machine/units/errno.ts';
import type { Reply } from './question.ts';
import type { Timeline } from './timeline.ts';

/** What a kernel call returned, and whom the chain asked on the way. */

/** The last step up to `at` that does this; undefined if none did. */
export function lastStep(at: number, is: (n: number) => boolean): number | undefined {
  for (let n = at; n > 0; n--) if (is(n)) return n;
  return undefined;
}

export function sayReturned(line: Timeline, at: number, type: MachineEvent['type']): Reply {
  const n = lastStep(at, (i) => line.events[i - 1]?.type === type);
  if (n === undefined)
    return {
      verdict: 'not done',
      sentence: `There was no ${type} here.`,
      figures: [],
      tone: 'held',
    };
  const { account, outcome } = line.momentAt(n);
  const ret = errnoWords(outcome.ret);
  return {
    verdict: outcome.ret === 0 ? 'returned 0' : ret,
    sentence: `Step ${n}, ${account.title}, returned ${ret}.`,
    figures: [{ name: 'returned', value: outcome.ret.toString() }],
    tone: outcome.ret === 0 ? 'good' : 'refused',
  };
}

const roundsAt = (line: Timeline, n: number): readonly Round[] =>
  line
    .momentAt(n)
    .trace.filter((fact): fact is BlocksFact => fact.type === 'blocks')
    .flatMap(({ rounds }) => rounds);

interface Hearing {
  readonly round: Round;
  readonly call: Call | undefined;
}

export function sayTold(line: Timeline, at: number, callback: string): Reply {
  const n = lastStep(at, (i) => roundsAt(line, i).length > 0);
  const rounds = n === undefined ? [] : roundsAt(line, n);
  if (rounds.length === 0)
    return {
      verdict: 'no round',
      sentence: 'No round was sent down the chain.',
      figures: [],
      tone: 'held',
    };
  const heard = rounds.map((round) => ({
    round,
    call: round.calls.find((c) => c.name === callback),
  }));
  const asked = heard.filter(({ call }) => call?.answer != null);
  const figures = [
    { name: 'rounds', value: rounds.length.toString() },
    { name: `${callback} asked in`, value: asked.length.toString() },
  ];
  if (heard.every(({ call }) => call === undefined))
    return {
      verdict: 'not in the chain',
      sentence: `${callback} is not in the chain: nobody could tell it.`,
      figures,
      tone: 'refused',
    };
  if (asked.length === heard.length)
    return { verdict: 'asked', sentence: askedWords(callback, asked), figures, tone: 'good' };
  const missing = heard.filter((h) => !asked.includes(h));
  return {
    verdict: asked.length === 0 ? 'never asked' : 'half told',
    sentence:
      asked.length === 0
        ? `${callback} was asked in none of ${counted(rounds.length, 'round')}: ${stopWords(missing)}.`
        : `${callback} was never asked ${actionsOf(missing)} (${stopWords(missing)}). ${askedWords(callback, asked)}`,
    figures,
    tone: 'refused',
  };
}

const actionsOf = (heard: readonly Hearing[]): string =>
  [...new Set(heard.map(({ round }) => round.action))].join(' and ');

/** `ehea was asked MEM_CANCEL_OFFLINE and answered NOTIFY_OK.` */
function askedWords(callback: string, asked: readonly Hearing[]): string {
  const answers = [...new Set(asked.map(({ call }) => nameAnswer(call?.answer ?? 0)))];
  return `${callback} was asked ${actionsOf(asked)} and answered ${answers.join(', then ')}.`;
}

/** `slub ended them with 0x8001` */
function stopWords(missing: readonly Hearing[]): string {
  const stoppers = missing.flatMap(({ round }) => {
    const stopper = round.calls[round.stoppedAt ?? -1];
    return stopper ? [`${stopper.name} answered ${nameAnswer(stopper.answer ?? 0)}`] : [];
  });
  return [...new Set(stoppers)].join(', ') || 'it was not in the chain then';
}
