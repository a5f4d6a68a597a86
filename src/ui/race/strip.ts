/** A layout as a proportional strip: where on it there is memory. */
export interface Strip {
  /** Ascending by where they begin. */
  readonly marks: readonly Mark[];
  /** Some mark is of more than one piece. */
  readonly merged: boolean;
}

/** A piece of memory, or as many as lie too close to be told apart, with the gaps between them. */
export interface Mark {
  /** 0 to 1 of the width. */
  readonly from: number;
  readonly to: number;
  readonly pieces: number;
}

/** Part of the width that a mark has at least: else nobody would see it. */
const LEAST = 0.003;

/**
 * All memory in proportion, as far as the physical bits reach. No piece is left out: one too short to be seen is drawn
 * as long as can be seen, and those that would then lie over each other are one mark. Costs in pieces; marks are some
 * hundreds at most.
 *
 * @param bounds sections: first, end, first, end ..., ascending
 */
export function stripOf(bounds: Float64Array, physicalBits: number): Strip {
  const end = 2 ** (physicalBits - 24);
  const marks: Mark[] = [];
  for (let i = 0; i < bounds.length; i += 2) {
    const mark = markOf((bounds[i] as number) / end, (bounds[i + 1] as number) / end);
    const before = marks.at(-1);
    if (before && isShort(mark) && mark.from < before.to && (before.pieces > 1 || isShort(before)))
      marks[marks.length - 1] = {
        from: before.from,
        to: Math.max(before.to, mark.to),
        pieces: before.pieces + 1,
      };
    else marks.push(mark);
  }
  return { marks, merged: marks.some(({ pieces }) => pieces > 1) };
}

/** At least as long as can be seen, within the strip. */
function markOf(first: number, last: number): Mark {
  const from = Math.max(0, Math.min(first, 1 - LEAST));
  return { from, to: Math.min(1, Math.max(last, from + LEAST)), pieces: 1 };
}

/** No longer than what is drawn of the shortest piece, roundings aside. */
const isShort = ({ from, to }: Mark): boolean => to - from <= LEAST * (1 + 1e-9);
