import { RunSet } from '../machine/units/run-set.ts';
import { sweeps } from '../race/sweeps.ts';
import { worstLayout } from '../race/worst-layout.ts';
import { worstScenario } from '../race/worst-scenario.ts';
import { formatScenario } from '../scenario/format-scenario.ts';
import { measuresFor } from './machine-measures.ts';
import type {
  ReckonReply,
  ReckonRequest,
  SweepsQuestion,
  WorstAnswer,
  WorstQuestion,
} from './reckon-protocol.ts';

/** Answers one request; a bug is told in words, as the worker has nobody else to tell. */
export function reckon({ id, question }: ReckonRequest): ReckonReply {
  try {
    return { id, answer: question.kind === 'worst' ? worst(question) : swept(question) };
  } catch (error) {
    return { id, why: error instanceof Error ? error.message : String(error) };
  }
}

const swept = ({ bounds, config }: SweepsQuestion): ReturnType<typeof sweeps> =>
  sweeps(RunSet.over(bounds), measuresFor(config));

function worst({ structure, budget, all, config, name }: WorstQuestion): WorstAnswer {
  const found = worstLayout({
    structure,
    budget,
    installed: all ? 'exactly' : 'at most',
    measures: measuresFor(config),
  });
  return {
    structure,
    bounds: found.sections.bounds.slice(),
    sections: found.count,
    reserved: found.formula.bytes,
    perSection: found.perSection,
    formula: found.formula.filledIn,
    why: found.why,
    scenario: formatScenario(worstScenario(found, config, name)),
  };
}
