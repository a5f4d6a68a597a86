import { sayBudget } from './ask-budget.ts';
import { sayReturned, sayTold } from './ask-chain.ts';
import { sayAsCompiled, sayBill } from './ask-cost.ts';
import { sayAccesses } from './ask-device.ts';
import { sayAlias, sayDma } from './ask-dma.ts';
import { sayMapped, sayMisses, sayRegion, sayTransfers } from './ask-driver.ts';
import { sayProbed, saySection } from './ask-memory.ts';
import { sayRefused, sayRezoned } from './ask-refused.ts';
import { GROUNDS } from './ask-source.ts';
import type { Answer, Question, Reply } from './question.ts';
import type { Timeline } from './timeline.ts';

/** Asks the machine at a step of its history, the last one unless another is named. It changes nothing. */
export function ask(line: Timeline, question: Question, at = line.steps): Answer {
  const step = line.events.slice(0, at).findLastIndex(({ type }) => type === question.before);
  const ground = GROUNDS[question.ask];
  if (step < 0) return { ...reply(line, question, at), ...ground };
  const before = reply(line, question, step);
  return { ...before, sentence: `At step ${step}: ${before.sentence}`, ...ground };
}

function reply(line: Timeline, question: Question, at: number): Reply {
  const machine = line.machineAt(at);
  switch (question.ask) {
    case 'dma':
      return sayDma(machine, BigInt(question.address));
    case 'accesses':
      return sayAccesses(machine);
    case 'bill':
      return sayBill(machine);
    case 'as compiled':
      return sayAsCompiled(machine, BigInt(question.address));
    case 'alias':
      return sayAlias(machine, BigInt(question.address), BigInt(question.other));
    case 'mapped':
      return sayMapped(machine);
    case 'region':
      return sayRegion(line, at);
    case 'budget':
      return sayBudget(machine);
    case 'transfers':
      return sayTransfers(machine);
    case 'misses':
      return sayMisses(line, at);
    case 'returned':
      return sayReturned(line, at, question.event);
    case 'refused':
      return sayRefused(line, at, question.event);
    case 'rezoned':
      return sayRezoned(line, at, question.event);
    case 'probed':
      return sayProbed(line, at);
    case 'section':
      return saySection(machine, BigInt(question.address));
    case 'told':
      return sayTold(line, at, question.callback);
  }
}
