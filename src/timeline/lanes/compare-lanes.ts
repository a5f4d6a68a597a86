import type { MachineConfig, MachineEvent, Result } from '../../machine/event.ts';
import { titleOf } from '../account-for.ts';
import type { Playing } from '../timeline.ts';
import { differenceOfMap } from './bus-map.ts';
import { differenceOfBytes } from './bytes.ts';
import { type Difference, type Divergence, KINDS, type Kind, NOTHING } from './divergence.ts';
import { bootLane, type LaneAt, type LaneInput, type LaneStep, nextInLane } from './lane.ts';
import { differenceOfChains, differenceOfOrder } from './order.ts';
import { differenceOfState } from './state.ts';
import { type Found, Track } from './track.ts';
import { differenceOfVerdicts } from './verdicts.ts';

/** What both lanes came to in one step. */
export interface Pair {
  readonly step: number;
  readonly left: LaneStep;
  readonly right: LaneStep;
  /** In what the lanes differ at this step; empty: alike. */
  readonly kinds: readonly Kind[];
}

/** One of the two, as a whole. */
export interface Lane {
  readonly config: MachineConfig;
  readonly steps: number;
  /** Steps whose events did not fit, ascending: the lane went on without them. */
  readonly dropped: readonly number[];
}

/** Two lanes, step by step. */
export interface Comparison {
  readonly left: Lane;
  readonly right: Lane;
  /** From step 0, the boot, to the last of the longer one. */
  readonly pairs: readonly Pair[];
  /** In the order in which they begin: the first one is where the lanes part. */
  readonly divergences: readonly Divergence[];
  /** Divergences by kind, those included that are too many to be listed. */
  readonly found: Found;
}

/**
 * Plays two lines of history in step and tells everything in which they differ. Each event is played once on each side
 * and only the present machines are kept, so that 10,000 events cost their steps and what is told. A pause is offered
 * after each step. Errors: `bad-scenario` where one of the machines cannot be, its field beginning with `left` or `right`.
 */
export function* compareLanes(left: LaneInput, right: LaneInput): Playing<Result<Comparison>> {
  const [l, r] = [booted(left, 'left'), booted(right, 'right')];
  if (!l.ok) return l;
  if (!r.ok) return r;
  const of = Math.max(left.events.length, right.events.length);
  const track = new Track();
  const pairs: Pair[] = [];
  let [a, b] = [l.value, r.value];
  let lasting: readonly Difference[] = [];
  for (let step = 0; step <= of; step++) {
    if (step > 0) {
      const [wasLeft, wasRight] = [a.machine, b.machine];
      a = nextInLane(a, left.events[step - 1]);
      b = nextInLane(b, right.events[step - 1]);
      if (a.machine !== wasLeft || b.machine !== wasRight) lasting = lastingDifferences(a, b);
    } else lasting = lastingDifferences(a, b);
    const differences = [...passingDifferences(a, b), ...lasting].sort(byKind);
    track.add(step, differences);
    pairs.push(pairOf(step, a, b, differences));
    yield { done: step, of };
  }
  return {
    ok: true,
    value: {
      left: laneOf(left, pairs, 'left'),
      right: laneOf(right, pairs, 'right'),
      pairs,
      divergences: track.divergences,
      found: track.found,
    },
  };
}

type Side = 'left' | 'right';

const byKind = (a: Difference, b: Difference): number =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);

function booted(lane: LaneInput, side: Side): Result<LaneAt> {
  const done = bootLane(lane);
  if (done.ok) return done;
  const { error } = done;
  return { ok: false, error: { ...error, field: `${side}.${error.field}` } };
}

const pairOf = (
  step: number,
  left: LaneAt,
  right: LaneAt,
  differences: readonly Difference[],
): Pair => ({
  step,
  left: cameTo(left),
  right: cameTo(right),
  kinds: KINDS.filter((kind) => differences.some((d) => d.kind === kind)),
});

const cameTo = ({ event, outcome, error }: LaneAt): LaneStep => ({ event, outcome, error });

const laneOf = ({ start, events }: LaneInput, pairs: readonly Pair[], side: Side): Lane => ({
  config: start.config,
  steps: events.length,
  dropped: pairs.filter((pair) => pair[side].error !== null).map(({ step }) => step),
});

/** What is so of the machines as they stand. */
const lastingDifferences = ({ machine: left }: LaneAt, { machine: right }: LaneAt) => [
  ...differenceOfState(left, right),
  ...differenceOfChains(left, right),
  ...differenceOfBytes(left, right),
  ...differenceOfMap(left, right),
];

/** What happened in the step. Where the events are not the same, or only one had its turn, that says it all. */
function passingDifferences(left: LaneAt, right: LaneAt): readonly Difference[] {
  const event = differenceOfEvent(left, right);
  if (event.length > 0) return event;
  return [...differenceOfOrder(left.trace, right.trace), ...differenceOfVerdicts(left, right)];
}

function differenceOfEvent(left: LaneStep, right: LaneStep): readonly Difference[] {
  const same = isSameEvent(left.event, right.event);
  if (same && left.error?.message === right.error?.message) return [];
  const words = [eventWords(left), eventWords(right)] as const;
  // Two events may go by one title: then they are told whole.
  const told = words[0] === words[1] ? ([eventText(left), eventText(right)] as const) : words;
  return [
    {
      kind: 'event',
      where: 'event',
      left: told[0],
      right: told[1],
      words: 'the event',
      lasting: false,
    },
  ];
}

const isSameEvent = (a: MachineEvent | null, b: MachineEvent | null): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

function eventWords({ event, error }: LaneStep): string {
  if (event === null) return NOTHING;
  return error ? `did not fit: ${error.message}` : titleOf(event);
}

const eventText = ({ event }: LaneStep): string => JSON.stringify(event);
