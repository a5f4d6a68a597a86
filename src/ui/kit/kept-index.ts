import { SectionIndex } from '../../machine/structures/section-index.ts';

/** Milliseconds after which a new scene has been drawn and laid out (ours). */
const LATER = 250;

/** Counts over one kind of section after another scene: at once from its runs, soon from a bitmap that is kept. */
export function keptIndex(): (bounds: Float64Array) => SectionIndex {
  const index = new SectionIndex();
  let isAsked = false;
  return (bounds) => {
    index.over(bounds);
    if (index.lacksBitmap && !isAsked) {
      isAsked = true;
      setTimeout(() => {
        isAsked = false;
        index.build();
      }, LATER);
    }
    return index;
  };
}
