import { ACCESS_VERDICTS, type Counts } from '../../machine/device/access.ts';
import type { Outcome } from '../../machine/event.ts';
import type { Fact } from '../../machine/trace.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import { errnoWords } from '../../machine/units/errno.ts';
import { spellAddress } from '../../machine/units/spell-address.ts';
import { stretchWords, type Told, toldOf } from './block-stretches.ts';
import { type Difference, differenceOfValues, type Values } from './divergence.ts';
import type { LaneAt } from './lane.ts';
import { momentWords } from './order.ts';

/** Values told in one step of one side: more is a crowd, of which the first say enough (ours). */
const MOST_TOLD = 32;

/** What kernel, driver and device answered in a step: errno, bus addresses, verdicts. */
export const differenceOfVerdicts = (left: LaneAt, right: LaneAt): readonly Difference[] =>
  differenceOfValues({ kind: 'verdicts', lasting: false }, verdictsOf(left), verdictsOf(right));

/** A value, its path, and the words for it. */
type Verdict = readonly [where: string, value: string, words: string];

function verdictsOf({ outcome, trace }: LaneAt): Values {
  const values = new Map<string, { readonly value: string; readonly words: string }>();
  const seen = new Map<string, number>();
  const all = [...(outcome ? outcomeOf(outcome) : []), ...toldOf(trace).flatMap(verdictsIn)];
  for (const [path, value, words] of all) {
    if (values.size === MOST_TOLD) break;
    const times = (seen.get(path) ?? 0) + 1;
    seen.set(path, times);
    values.set(times === 1 ? path : `${path} (${times})`, { value, words });
  }
  return values;
}

function* outcomeOf({ ret, pending, bus }: Outcome): Generator<Verdict> {
  yield ['outcome.ret', errnoWords(ret), 'what the last call returned'];
  if (pending) yield ['outcome.pending', 'waits', 'whoever asked'];
  if (bus !== undefined) yield ['outcome.bus', bus ?? 'miss', 'the bus address'];
}

const accessCounts = (counts: Counts): string =>
  ACCESS_VERDICTS.filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${formatCount(counts[verdict])} ${verdict}`)
    .join(', ');

const loaded = ({ ret, act }: Extract<Fact, { type: 'load' | 'work' }>): string =>
  errnoWords(ret || act?.ret || act?.registration?.ret || 0);

function verdictsIn(fact: Told): readonly Verdict[] {
  switch (fact.type) {
    case 'stretch': {
      const said = [errnoWords(fact.ret), fact.cause, fact.waits ? 'waits' : undefined];
      const what = stretchWords(fact);
      return [[what, said.filter((word) => word !== undefined).join(', '), what]];
    }
    case 'load':
      return [['load.ret', loaded(fact), 'what loading the driver came to']];
    case 'work':
      return [['work', `${fact.ran}, ${loaded(fact)}`, 'the queued work']];
    case 'add':
    case 'remove':
    case 'probe':
      return [
        [`${fact.type}.ret`, errnoWords(fact.ret), `what the kernel answered to ${fact.type}`],
      ];
    case 'send':
      return fact.oops ? [['send.oops', 'oops', 'the driver read through a null pointer']] : [];
    case 'post':
      return [
        ['post.bus', fact.bus ?? 'miss', 'the bus address of the buffer'],
        ['post.kept', fact.kept, 'what became of the buffer'],
      ];
    case 'dma':
      return fact.accesses.map(({ buffer, verdict, reached }) => {
        const what = `buffer ${buffer} ${momentWords(fact.moment)}`;
        const at = reached === null ? '' : `, at ${spellAddress(BigInt(reached))}`;
        return [`dma ${what}`, `${verdict}${at}`, `the access to ${what}`];
      });
    case 'requeue':
      return fact.moved.map(({ buffer, to }) => [
        `requeue buffer ${buffer}`,
        to ?? 'miss',
        `the new bus address of buffer ${buffer}`,
      ]);
    case 'traffic': {
      const when = momentWords(fact.moment);
      return [[`traffic ${when}`, accessCounts(fact.counts), `the accesses of traffic ${when}`]];
    }
    default:
      return [];
  }
}
