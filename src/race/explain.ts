import { create } from '../machine/structures/words/catalogue.ts';
import { type KernelFacts, memmap, usemaps } from '../machine/structures/words/kernel-memory.ts';
import {
  MEASURES,
  type Options,
  type Structure,
  type StructureId,
} from '../machine/structures/words/structure.ts';
import { formatSize } from '../machine/units/bytes.ts';
import type { RunSet } from '../machine/units/run-set.ts';
import { SECTION_SIZE, SECTION_SIZE_BITS, sectionOf } from '../machine/units/section.ts';
import { answerOf } from './explain-answer.ts';
import { type Drawable, drawable, drawn, placeIn, tablesRead } from './explain-levels.ts';
import type { Explanation, KernelMemory, Path, Read } from './explanation.ts';
import { linesTouched } from './lines-touched.ts';

/** One structure over one layout, built once, so that any number of addresses can be walked through it. */
export class Explained {
  readonly id: StructureId;
  readonly #structure: Structure;
  readonly #levels: readonly Drawable[];
  readonly #still: Pick<
    Explanation,
    'id' | 'sections' | 'islands' | 'formula' | 'use' | 'partly' | 'kernel' | 'otherSections'
  >;

  /**
   * @param kernel whose sections these are, and all that it holds; null: nothing is said of what it keeps beside
   * @param kernelSection bytes of a section of that kernel
   */
  constructor(
    id: StructureId,
    sections: RunSet,
    options: Partial<Options> = {},
    kernel: (KernelFacts & { readonly held: RunSet }) | null = null,
    kernelSection = BigInt(SECTION_SIZE),
  ) {
    this.id = id;
    this.#structure = create(id, options).build(sections);
    this.#levels = drawable(this.#structure.picture());
    const use = this.#structure.memory();
    this.#still = {
      id,
      sections: sections.size,
      islands: sections.runs,
      formula: this.#structure.formula(),
      use,
      partly: use.whole ? null : whyPartly(use.reserved),
      otherSections: OF_THE_KERNEL.has(id) ? otherSections(kernelSection) : null,
      kernel: kernel && OF_THE_KERNEL.has(id) ? besideOf(sections, kernel, options) : null,
    };
  }

  /** @param address physical, 0 to 2^64 - 1 */
  at(address: bigint): Explanation {
    const section = sectionOf(address);
    const trace = this.#structure.trace(section);
    const found = trace.map((read) => tablesRead(this.#levels, read));
    const levels = this.#levels.map((level, i) =>
      drawn(level, new Set(found.flat().flatMap((at) => (at.level === i ? [at.table] : [])))),
    );
    const reads: Read[] = trace.map((read, i) => ({
      ...read,
      places: (found[i] ?? []).map((at) => placeIn(levels, read.byte, at)),
    }));
    const answer = answerOf(this.#structure, address, reads);
    const path: Path = { address, section, reads, lines: linesTouched(trace), answer };
    return { ...this.#still, levels, path };
  }
}

/** Explains a structure over a layout for one address. Whoever asks for many keeps an `Explained`. */
export const explain = (
  id: StructureId,
  sections: RunSet,
  options: Partial<Options>,
  address: bigint,
): Explanation => new Explained(id, sections, options).at(address);

/** How Linux itself finds its sections. */
const OF_THE_KERNEL: ReadonlySet<StructureId> = new Set([
  'sparsemem-static',
  'sparsemem-extreme',
  'vmemmap',
]);

/** Memory above the physical bits has no section. */
function besideOf(
  mapped: RunSet,
  facts: KernelFacts & { readonly held: RunSet },
  { physicalBits = MEASURES.physicalBits }: Partial<Options>,
): KernelMemory {
  const known = facts.held.clip(0, 2 ** (physicalBits - SECTION_SIZE_BITS));
  return {
    usemaps: usemaps(known, facts),
    memmap: memmap(known, facts),
    offline: facts.held.size - mapped.size,
  };
}

const otherSections = (own: bigint): string | null =>
  own === BigInt(SECTION_SIZE)
    ? null
    : `Reckoned over the driver’s sections of 16 MiB; this kernel’s own are of ${formatSize(own)}.`;

const whyPartly = (reserved: bigint): string =>
  `${formatSize(reserved)} are more than this page allocates: only the pages that hold something stand, as an operating system would back them.`;
