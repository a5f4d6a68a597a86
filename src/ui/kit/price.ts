import { formatCount, iecSize } from '../../machine/units/bytes.ts';
import type { Preview } from '../../worker/protocol.ts';

/** One number of what a change of memory would cost. */
export interface PriceLine {
  readonly name: string;
  readonly value: string;
  /** The same for a card that has little room. */
  readonly short: string;
  /** It would not stay as it is. */
  readonly isNews: boolean;
}

/** What a step would cost, from the real one: the same five numbers wherever it is foreseen, also where they are nothing. */
export function priceOf(preview: Preview): readonly PriceLine[] {
  const { account, flatBefore, flatAfter, threeLevelBefore, threeLevelAfter } = preview;
  return [
    bytes('three-level map', threeLevelBefore, threeLevelAfter),
    bytes('flat array', flatBefore, flatAfter),
    count('sections renumbered', BigInt(account.renumbered)),
    count('rounds', BigInt(account.rounds)),
    count('hcalls', BigInt(account.hcalls)),
  ];
}

/** The same in one line, for who listens: `three-level map 327,680 B → 393,216 B; ...` */
export const sayPrice = (preview: Preview): string =>
  priceOf(preview)
    .map(({ name, value }) => `${name} ${value}`)
    .join('; ');

/** `327,680 B → 393,216 B` */
function bytes(name: string, before: string, after: string): PriceLine {
  const [from, to] = [formatCount(before), formatCount(after)];
  if (before === after) {
    const { number, unit } = iecSize(BigInt(after));
    const isNews = false;
    return { name, value: `${to} B, no change`, short: `${number} ${unit}, no change`, isNews };
  }
  return { name, value: `${from} B → ${to} B`, short: `${from} → ${to} B`, isNews: true };
}

function count(name: string, number: bigint): PriceLine {
  const value = formatCount(number);
  return { name, value, short: value, isNews: number > 0n };
}
