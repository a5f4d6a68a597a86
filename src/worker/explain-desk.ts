import { sectionSize } from '../machine/kernel/shipped.ts';
import { formulaOver } from '../machine/structures/words/footprint.ts';
import type { StructureId } from '../machine/structures/words/structure.ts';
import { formatCount, formatSize } from '../machine/units/bytes.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { Explained } from '../race/explain.ts';
import { kernelFactsOf } from '../timeline/kernel-facts-of.ts';
import type { ExplainReply, ExplainRequest } from './explain-protocol.ts';
import { editionFor, measuresFor } from './machine-measures.ts';

/** As many sections as are put in one by one while somebody waits (ours). */
const MOST_SECTIONS = 2 ** 23;
/** An array longer than so many bytes stands as its touched pages (ours: a picture shows no more of it). */
const WHOLE_BYTES = 2 ** 24;
/** What else is held at most (ours). */
const MOST_BYTES = 2n ** 30n;
/** Arrays that are held page by page where they are long. */
const STANDS_BY_PAGES: ReadonlySet<StructureId> = new Set([
  'flat',
  'sparsemem-static',
  'sparsemem-extreme',
  'vmemmap',
]);

/** Answers requests; the structure asked for last is kept, so that walking from address to address builds nothing. */
export class ExplainDesk {
  #asked: ExplainRequest | undefined;
  #explained: Explained | undefined;

  answer(request: ExplainRequest): ExplainReply {
    const { id } = request;
    try {
      return { id, explanation: this.#structure(request).at(request.address) };
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      const { structure, config } = request;
      const formula = formulaOver(structure, RunSet.over(request.bounds), measuresFor(config));
      return { id, why: error.message, formula };
    }
  }

  #structure(request: ExplainRequest): Explained {
    if (this.#explained && this.#asked && isOfTheSame(this.#asked, request)) return this.#explained;
    // What stood before goes first: there may not be room for two.
    this.#explained = undefined;
    this.#asked = request;
    this.#explained = built(request);
    return this.#explained;
  }
}

/** More than can be built for a picture. */
class TooMuch extends Error {}

function built({ structure, config, ...rest }: ExplainRequest): Explained {
  const sections = RunSet.over(rest.bounds);
  const measures = measuresFor(config);
  if (sections.size > MOST_SECTIONS)
    throw new TooMuch(
      `A picture needs the structure built, section by section: at most ${formatCount(MOST_SECTIONS)} are, here are ${formatCount(sections.size)}.`,
    );
  const { bytes } = formulaOver(structure, sections, measures);
  if (bytes > MOST_BYTES && !STANDS_BY_PAGES.has(structure))
    throw new TooMuch(
      `A picture needs the structure built: at most ${formatSize(MOST_BYTES)} are, here are ${formatSize(bytes)}.`,
    );
  const machine = { config, edition: editionFor(config) };
  const kernel = kernelFactsOf(machine);
  return new Explained(
    structure,
    sections,
    { ...measures, wholeBytes: WHOLE_BYTES },
    kernel && { ...kernel, held: RunSet.over(rest.held) },
    sectionSize(machine),
  );
}

const isOfTheSame = (a: ExplainRequest, b: ExplainRequest): boolean =>
  a.structure === b.structure &&
  JSON.stringify(a.config) === JSON.stringify(b.config) &&
  isEqual(a.bounds, b.bounds) &&
  isEqual(a.held, b.held);

const isEqual = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((bound, i) => bound === b[i]);
