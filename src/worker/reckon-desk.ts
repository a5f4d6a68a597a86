import { knowAllKernels } from '../machine/kernel/all-kernels.ts';
import { sectionStart } from '../machine/units/section.ts';
import { worstLayout } from '../race/worst-layout.ts';
import { formatScenario } from '../scenario/format-scenario.ts';
import type { BootRange } from '../scenario/scenario.ts';
import { measuresFor } from './machine-measures.ts';
import type { ReckonReply, ReckonRequest, WorstAnswer, WorstQuestion } from './reckon-protocol.ts';

// The machine before the user may be of any.
knowAllKernels();

/** Answers one request; a bug is told in words, as the worker has nobody else to tell. */
export function reckon({ id, question }: ReckonRequest): ReckonReply {
  try {
    return { id, answer: worst(question) };
  } catch (error) {
    return { id, why: error instanceof Error ? error.message : String(error) };
  }
}

function worst(question: WorstQuestion): WorstAnswer {
  const { structure, budget, all, config } = question;
  const { sections, count, formula, perSection, why } = worstLayout({
    structure,
    budget,
    installed: all ? 'exactly' : 'at most',
    measures: measuresFor(config),
  });
  return {
    structure,
    bounds: sections.bounds.slice(),
    sections: count,
    reserved: formula.bytes,
    perSection,
    formula: formula.filledIn,
    why,
    scenario: scenarioOver(sections.bounds, question),
  };
}

/** The same machine with that memory from the start; where its 16 GiB pages were, there is other memory now. */
function scenarioOver(bounds: Float64Array, { config, title }: WorstQuestion): string {
  const { hugePages: _, ...machine } = config;
  const boot: BootRange[] = [];
  for (let i = 0; i < bounds.length; i += 2) {
    const start = sectionStart(bounds[i] as number);
    boot.push({ start, size: sectionStart(bounds[i + 1] as number) - start, state: 'online' });
  }
  return formatScenario({ machine, boot, events: [], step: 0, title });
}
