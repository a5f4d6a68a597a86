import { RunSet } from '../machine/units/run-set.ts';
import type { Footings } from '../race/footing.ts';
import { offlineBounds, onlineBounds } from '../race/memory-bounds.ts';
import { sweeps } from '../race/sweeps.ts';
import { type WorstLayout, worstLayout } from '../race/worst-layout.ts';
import { worstScenario } from '../race/worst-scenario.ts';
import { formatScenario } from '../scenario/format-scenario.ts';
import { footingsOf } from './footings.ts';
import { measuresFor } from './machine-measures.ts';
import type {
  FootingsQuestion,
  Reckoning,
  ReckonKind,
  ReckonReply,
  ReckonRequest,
  SweepsQuestion,
  WorstAnswer,
  WorstQuestion,
  WorstSceneQuestion,
} from './reckon-protocol.ts';

/** Answers one request; a bug is told in words, as the worker has nobody else to tell. */
export function reckon({ id, question }: ReckonRequest): ReckonReply {
  try {
    return { id, answer: answerTo(question) };
  } catch (error) {
    return { id, why: error instanceof Error ? error.message : String(error) };
  }
}

function answerTo(question: ReckonRequest['question']): Reckoning[ReckonKind]['answer'] {
  switch (question.kind) {
    case 'footings':
      return footings(question);
    case 'sweeps':
      return swept(question);
    case 'worst':
      return worst(question);
    case 'worst scene':
      return worstScene(question);
  }
}

const footings = ({ memory, config }: FootingsQuestion): Footings => {
  const online = RunSet.over(onlineBounds(memory));
  const offline = RunSet.over(offlineBounds(memory));
  return footingsOf({ online, offline }, measuresFor(config));
};

const swept = ({ bounds, offline, config }: SweepsQuestion): ReturnType<typeof sweeps> =>
  sweeps(RunSet.over(bounds), measuresFor(config), RunSet.over(offline));

const foundFor = ({ structure, budget, all, config }: WorstQuestion): WorstLayout =>
  worstLayout({
    structure,
    budget,
    installed: all ? 'exactly' : 'at most',
    measures: measuresFor(config),
  });

function worst(question: WorstQuestion): WorstAnswer {
  const found = foundFor(question);
  return {
    question,
    bounds: found.sections.bounds.slice(),
    sections: found.count,
    reserved: found.formula.bytes,
    perSection: found.perSection,
    formula: found.formula.filledIn,
    why: found.why,
  };
}

const worstScene = ({ of }: WorstSceneQuestion): string =>
  formatScenario(worstScenario(foundFor(of), of.config, of.name));
