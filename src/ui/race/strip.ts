/** A layout as a proportional strip: where on it there is memory. */
export interface Strip {
  /** From and to, 0 to 1 of the width, ascending. */
  readonly pieces: readonly (readonly [from: number, to: number])[];
  /** One in so many pieces is drawn: more of them would seem to be one. */
  readonly oneIn: number;
}

/** Pieces that can be told apart on a strip. */
const MOST = 96;
/** Part of the width that a piece has at least: else nobody would see it. */
const LEAST = 0.003;

/**
 * Memory in proportion, as far as the physical bits reach; of very many pieces every so-manieth, and the last.
 *
 * @param bounds sections: first, end, first, end ..., ascending
 */
export function stripOf(bounds: Float64Array, physicalBits: number): Strip {
  const count = bounds.length / 2;
  const end = 2 ** (physicalBits - 24);
  const oneIn = Math.ceil(count / MOST);
  const pieces: [number, number][] = [];
  // From the last one down, as it often is the one that counts.
  for (let i = count - 1; i >= 0; i -= oneIn) {
    const to = Math.min(1, (bounds[2 * i + 1] as number) / end);
    const from = (bounds[2 * i] as number) / end;
    pieces.push(to - from >= LEAST ? [from, to] : fitted(from));
  }
  return { pieces: pieces.reverse(), oneIn };
}

/** A piece too short to be seen, within the strip. */
function fitted(from: number): [number, number] {
  const start = Math.max(0, Math.min(from, 1 - LEAST));
  return [start, start + LEAST];
}
