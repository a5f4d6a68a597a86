import { formatCount } from '../machine/units/bytes.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { Explained } from '../race/explain.ts';
import type { ExplainReply, ExplainRequest } from './explain-protocol.ts';

/** As many sections as are put in one by one while somebody waits (ours). */
const MOST_SECTIONS = 2 ** 23;
/** An array longer than so many bytes stands as its touched pages (ours: a picture shows no more of it). */
const WHOLE_BYTES = 2 ** 24;

/** Answers requests; the structure asked for last is kept, so that walking from address to address builds nothing. */
export class ExplainDesk {
  #asked: ExplainRequest | undefined;
  #explained: Explained | undefined;

  answer(request: ExplainRequest): ExplainReply {
    const { id } = request;
    try {
      return { id, explanation: this.#structure(request).at(request.address) };
    } catch (error) {
      if (error instanceof TooMuch || error instanceof RangeError)
        return { id, why: error.message };
      throw error;
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

function built({
  structure,
  bounds,
  physicalBits,
  pageSize,
  radixNode,
}: ExplainRequest): Explained {
  const runs = Array.from({ length: bounds.length / 2 }, (_, i): [number, number] => [
    bounds[2 * i] as number,
    bounds[2 * i + 1] as number,
  ]);
  const sections = RunSet.fromSorted(runs);
  if (sections.size > MOST_SECTIONS)
    throw new TooMuch(
      `A picture needs the structure built, section by section: at most ${formatCount(MOST_SECTIONS)} are, here are ${formatCount(sections.size)}.`,
    );
  return new Explained(structure, sections, {
    physicalBits,
    pageSize,
    radixNode,
    wholeBytes: WHOLE_BYTES,
  });
}

function isOfTheSame(a: ExplainRequest, b: ExplainRequest): boolean {
  return (
    a.structure === b.structure &&
    a.physicalBits === b.physicalBits &&
    a.pageSize === b.pageSize &&
    a.radixNode === b.radixNode &&
    a.bounds.length === b.bounds.length &&
    a.bounds.every((bound, i) => bound === b.bounds[i])
  );
}
