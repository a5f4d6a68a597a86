import { RunSet } from '../machine/units/run-set.ts';

/**
 * So many sections below `end` that they lie in as many tables as can be, whatever the size of a table: one by one and
 * at even distances, the last of them the very last. Blocks of any size are then either all touched, or touched by one
 * section each.
 *
 * Where there are more sections than pieces, a piece is the last section of one block and the first of the next, and
 * what is left over lengthens the topmost piece.
 *
 * @param count 1 .. end: the answer has exactly so many
 * @param blocks sections under one table of each level, ascending; powers of two from 4 on
 * @param pieces runs that the answer may have at most
 */
export function spread(
  count: number,
  end: number,
  blocks: readonly number[],
  pieces: number,
): RunSet {
  if (count <= pieces) return even(count, end, count);
  const block = blocks.findLast((size) => end / size > pieces);
  if (block === undefined) return even(count, end, pieces);
  const left = Math.max(0, count - 2 * pieces);
  if (left === 0) return pairs(count, Math.floor(end / block), block, pieces);
  return withLong(left, end, block, pieces) ?? dense(count, end, pieces);
}

/** So many pieces, all but equally long, each at the end of its share - if there is room for a gap in each. */
function even(count: number, end: number, pieces: number): RunSet {
  const length = Math.floor(count / pieces);
  const longer = count - length * pieces;
  if (count > pieces && Math.ceil(count / pieces) >= Math.floor(end / pieces))
    return dense(count, end, pieces);
  return RunSet.fromSorted(
    Array.from({ length: pieces }, (_, i): [number, number] => {
      const stop = share(i + 1, end, pieces);
      return [stop - length - (i < longer ? 1 : 0), stop];
    }),
  );
}

/** Pieces all but equally long and gaps all but equally long: fewer pieces where there are not as many gaps. */
function dense(count: number, end: number, most: number): RunSet {
  const pieces = Math.min(most, end - count + 1);
  return RunSet.fromSorted(
    Array.from({ length: pieces }, (_, i): [number, number] => {
      // One more gap than there are, so that there may be none before the first piece.
      const gaps = share(i + 1, end - count + 1, pieces) - 1;
      return [share(i, count, pieces) + gaps, share(i + 1, count, pieces) + gaps];
    }),
  );
}

/** floor(i × whole / parts), exactly. */
const share = (i: number, whole: number, parts: number): number =>
  i * Math.floor(whole / parts) + Math.floor((i * (whole % parts)) / parts);

/** One or two sections in each piece, in as many of the blocks as can be; there are no fewer blocks than pieces. */
const pairs = (count: number, inAll: number, block: number, pieces: number): RunSet =>
  inAll >= 2 * pieces
    ? overBorders(count, inAll, block, pieces)
    : overAll(count, inAll, block, pieces);

/** Every piece at a border, two blocks apart or more; those too many for two sections have one. */
function overBorders(count: number, inAll: number, block: number, pieces: number): RunSet {
  const two = count - pieces;
  return RunSet.fromSorted(
    Array.from({ length: pieces }, (_, i): [number, number] => {
      const border = share(2 * i + 1, inAll, 2 * pieces) * block;
      return [border - (i < two ? 1 : 0), border + 1];
    }),
  );
}

/** No room for that: pieces over borders for as many blocks as one alone would leave out, the others one to a block. */
function overAll(count: number, inAll: number, block: number, pieces: number): RunSet {
  const wanted = Math.min(count, inAll);
  const two = wanted - pieces;
  const single = pieces - two;
  return RunSet.fromSorted([
    ...Array.from({ length: two }, (_, i): [number, number] => {
      const border = (2 * i + 1) * block;
      return [border - 1, border + 1];
    }),
    ...Array.from({ length: single }, (_, i): [number, number] => {
      const stop = (2 * two + share(i + 1, inAll - 2 * two, single)) * block;
      // A second section goes over the border of all lower blocks, in the middle.
      const middle = stop - block / 2;
      return i < count - wanted ? [middle - 1, middle + 1] : [stop - 1, stop];
    }),
  ]);
}

/** Pairs below, and on top of them one piece with all that is left; undefined where it leaves no room for them. */
function withLong(left: number, end: number, block: number, pieces: number): RunSet | undefined {
  const from = Math.floor(end / block) - Math.ceil((left + 1) / block);
  if (from < pieces || pieces < 2) return undefined;
  const below = pairs(2 * (pieces - 1), from - 1, block, pieces - 1);
  return below.addRange(from * block - 1, from * block + 1 + left);
}
