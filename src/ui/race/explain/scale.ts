/** From how many times more on the smaller of two bars would be no bar any more, in proportion. */
const MOST_IN_PROPORTION = 50;

/** How long two bars are, as shares of the longer one's room. */
export interface Scale {
  readonly isLogarithmic: boolean;
  readonly shares: readonly [number, number];
}

/** In proportion where both can be seen, else by their logarithms from one byte up. */
export function scaleOf(first: bigint, second: bigint): Scale {
  const most = first > second ? first : second;
  const least = first > second ? second : first;
  if (most === 0n) return { isLogarithmic: false, shares: [0, 0] };
  const isLogarithmic = least > 0n && most / least >= BigInt(MOST_IN_PROPORTION);
  const share = (bytes: bigint): number => {
    if (bytes === 0n) return 0;
    if (!isLogarithmic) return Number((bytes * 10_000n) / most) / 10_000;
    return Math.log2(Number(bytes) + 1) / Math.log2(Number(most) + 1);
  };
  return { isLogarithmic, shares: [share(first), share(second)] };
}
