import type { DriverAct } from '../../machine/driver/act.ts';
import type { DriverId } from '../../machine/driver/driver-id.ts';
import type { ChainAction } from '../../machine/notifier/action.ts';
import type { Call, Round } from '../../machine/notifier/round.ts';
import type { BlocksFact, Trace } from '../../machine/trace.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import { errnoWords } from '../../machine/units/errno.ts';
import { type AnswerWords, answerWords } from './answer.ts';
import { cancelled, effectOf } from './effect.ts';

/** One callback in one round, as it is drawn. */
export interface Dot {
  /** Its number in the step, from 1; null: never asked. */
  readonly n: number | null;
  readonly kind: 'answered' | 'refused' | 'stopped' | 'acted' | 'never';
  readonly answer: AnswerWords | null;
  readonly note: string;
}

export interface ScoreRow {
  readonly name: string;
  readonly priority: number;
  /** One per column; null: the callback was not there in that round. */
  readonly dots: readonly (Dot | null)[];
}

export interface Column {
  readonly action: ChainAction;
  /** Row that stopped the round. */
  readonly stoppedAt: number | null;
  readonly refused: boolean;
}

export interface Score {
  readonly columns: readonly Column[];
  readonly rows: readonly ScoreRow[];
  /** Calls of one block. */
  readonly calls: number;
}

/** The rounds of one block as rows of callbacks and columns of actions; dots are numbered from `base` + 1. */
export function scoreOf(fact: BlocksFact, base = 0, driver?: DriverId): Score {
  const order = rowOrder(fact.rounds);
  const numbers = numbering(fact.rounds, base);
  const rows = order.map(({ name, priority }) => ({
    name,
    priority,
    dots: fact.rounds.map((round, column) => dotOf(fact, column, round, name, numbers, driver)),
  }));
  const columns = fact.rounds.map((round) => ({
    action: round.action,
    stoppedAt:
      round.stoppedAt === null
        ? null
        : order.findIndex((c) => c.name === round.calls[round.stoppedAt ?? 0]?.name),
    refused: round.errno < 0,
  }));
  return { columns, rows, calls: numbers.size };
}

function rowOrder(rounds: readonly Round[]): readonly Call[] {
  const order: Call[] = [];
  for (const round of rounds)
    for (const call of round.calls) if (!order.some((c) => c.name === call.name)) order.push(call);
  return order;
}

/** Number of each answered call, by `column name`. */
function numbering(rounds: readonly Round[], base: number): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  rounds.forEach((round, column) => {
    for (const call of round.calls)
      if (call.answer !== null) numbers.set(`${column} ${call.name}`, base + numbers.size + 1);
  });
  return numbers;
}

function dotOf(
  fact: BlocksFact,
  column: number,
  round: Round,
  name: string,
  numbers: ReadonlyMap<string, number>,
  driver: DriverId | undefined,
): Dot | null {
  const i = round.calls.findIndex((call) => call.name === name);
  const call = round.calls[i];
  if (!call) return null;
  if (call.answer === null) return { n: null, kind: 'never', answer: null, note: 'never asked' };
  const answer = answerWords(call.answer);
  const stopped = round.stoppedAt === i;
  const act = call.acted ? fact.acts.find((a) => a.on === round.action) : undefined;
  const unasked = cancelled(fact, column, name);
  const kind = stopped
    ? answer.errno < 0
      ? 'refused'
      : 'stopped'
    : call.acted
      ? 'acted'
      : 'answered';
  return {
    n: numbers.get(`${column} ${name}`) ?? null,
    kind,
    answer,
    note: act ? effectOf(act, unasked, driver) : noteOf(round, answer, stopped, unasked),
  };
}

/** What a plain answer means, where that is not obvious. */
function noteOf(round: Round, answer: AnswerWords, stopped: boolean, unasked: boolean): string {
  const told = round.action === 'MEM_ONLINE' || round.action === 'MEM_OFFLINE';
  if (stopped && told && answer.errno < 0) return 'ends the round; the kernel ignores it';
  if (stopped)
    return answer.errno < 0 ? `stop bit: ${errnoWords(answer.errno)}` : 'stop bit, no error';
  return unasked ? 'unasked' : '';
}

/** The facts of a step that went down the chain. */
export const blocksOf = (trace: Trace): readonly BlocksFact[] =>
  trace.filter((fact) => fact.type === 'blocks');

const failed = (act: DriverAct): boolean =>
  act.ret < 0 || act.unregister === 'failed' || (act.registration?.ret ?? 0) < 0;

/** The run of blocks with the news: the last that failed, else the first. */
export function newsOf(facts: readonly BlocksFact[]): number {
  const last = facts.findLastIndex(
    (f) => f.ret < 0 || f.acts.some(failed) || f.lastActs.some(failed),
  );
  return Math.max(0, last);
}

const answered = (fact: BlocksFact): number =>
  fact.rounds.reduce((n, round) => n + round.calls.filter((c) => c.answer !== null).length, 0);

/** Calls of all blocks of the facts before `index`: where its dots begin to count. */
export const callsBefore = (facts: readonly BlocksFact[], index: number): number =>
  facts.slice(0, index).reduce((n, fact) => n + answered(fact) * fact.blocks, 0);

/** `9 calls, stopped at the 4th`; `10,240 calls in 2,048 rounds`. */
export function scoreFact(facts: readonly BlocksFact[], ordinal: (n: number) => string): string {
  const calls = callsBefore(facts, facts.length);
  const rounds = facts.reduce((n, fact) => n + fact.rounds.length * fact.blocks, 0);
  if (calls === 0) return 'nobody was asked';
  const words = `${formatCount(calls)} ${calls === 1 ? 'call' : 'calls'}`;
  const first = facts[0]?.rounds[0];
  const stop = first?.stoppedAt ?? null;
  if (facts.length === 1 && facts[0]?.blocks === 1 && first && stop !== null && first.errno < 0)
    return `${words}, stopped at the ${ordinal(stop + 1)}`;
  return rounds > 2 ? `${words} in ${formatCount(rounds)} rounds` : words;
}
