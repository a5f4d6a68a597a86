import type { Moment } from '../../machine/device-facts.ts';
import type { Machine } from '../../machine/machine.ts';
import type { Fact } from '../../machine/trace.ts';
import { counted, formatCount } from '../../machine/units/bytes.ts';
import { spellAddress } from '../../machine/units/spell-address.ts';
import { stretchWords, type Told, toldOf } from './block-stretches.ts';
import { type Difference, NOTHING } from './divergence.ts';

/** Facts of one side told where the order differs; what is beyond is counted (ours). */
const MOST_TOLD = 6;

/** Who is asked in which order, and the hypercalls between. */
export function differenceOfOrder(
  left: readonly Fact[],
  right: readonly Fact[],
): readonly Difference[] {
  const [l, r] = [toldOf(left).flatMap(wordsOf), toldOf(right).flatMap(wordsOf)];
  let from = 0;
  while (from < l.length && l[from] === r[from]) from += 1;
  if (from === l.length && from === r.length) return [];
  let tail = 0;
  while (tail < Math.min(l.length, r.length) - from && l.at(-1 - tail) === r.at(-1 - tail))
    tail += 1;
  const before = l[from - 1];
  return [
    {
      kind: 'order',
      where: 'trace',
      left: listed(l.slice(from, l.length - tail)),
      right: listed(r.slice(from, r.length - tail)),
      words: before === undefined ? 'what happened first' : `what happened after “${before}”`,
      lasting: false,
    },
  ];
}

/** The callbacks as they stand in the chains. */
export function differenceOfChains(left: Machine, right: Machine): readonly Difference[] {
  return (['chain', 'nodeChain'] as const).flatMap((where) => {
    const [l, r] = [chainWords(left[where]), chainWords(right[where])];
    const words = where === 'chain' ? 'the memory chain' : 'the node chain';
    return l === r ? [] : [{ kind: 'order', where, left: l, right: r, words, lasting: true }];
  });
}

const chainWords = (chain: Machine['chain']): string =>
  chain.map(({ name, priority }) => `${name} ${priority}`).join(', ') || NOTHING;

function listed(words: readonly string[]): string {
  if (words.length === 0) return NOTHING;
  const more = words.length - MOST_TOLD;
  const told = words.slice(0, MOST_TOLD).join('; ');
  return more > 0 ? `${told}; and ${formatCount(more)} more` : told;
}

const hcalls = (count: bigint): readonly string[] => (count > 0n ? [counted(count, 'hcall')] : []);

/** A fact as what happened, without what came of it. */
function wordsOf(fact: Told): readonly string[] {
  switch (fact.type) {
    case 'stretch': {
      const rounds = fact.rounds === '' ? [] : fact.rounds.split('; ');
      return [stretchWords(fact), ...rounds, ...hcalls(fact.hcalls)];
    }
    case 'load':
    case 'work':
      return [fact.type, ...hcalls(BigInt(fact.act?.registration?.hcalls ?? 0))];
    case 'grant':
    case 'revoke':
      return [`${fact.type} ${spellAddress(BigInt(fact.start))}`];
    case 'register':
    case 'unregister':
      return [`${fact.type} ${fact.name} at place ${fact.position + 1}`];
    case 'fired':
      return [`a failing ${fact.call ?? fact.what}`];
    case 'answered as told':
      return [`${fact.name} answered ${fact.action} as told`];
    case 'dma':
    case 'traffic':
      return [`${fact.type} ${momentWords(fact.moment)}`];
    default:
      return [fact.type];
  }
}

/** `now`, `at MEM_ONLINE before slub` */
export function momentWords(moment: Moment): string {
  switch (moment.at) {
    case 'round':
      return `at ${moment.round} before ${moment.before}`;
    case 'registration':
      return `after ${counted(moment.hcalls, 'hcall')}`;
    default:
      return moment.at;
  }
}
