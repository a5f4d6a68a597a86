import { counted } from '../machine/units/bytes.ts';
import type { Mix } from './mix.ts';
import { isMeasured, type Place, type RacedLayout } from './result.ts';

/** A sample takes so many steps of the timer, and never longer than so many nanoseconds (worker/race-rounds.ts). */
const STEPS_IN_SAMPLE = 20;
const LONGEST_SAMPLE = 50e6;

/**
 * How far the figures of a race are to be trusted: one short sentence each, what everybody should know first. What does
 * not apply is not said.
 */
export function trustOf(place: Place, layout: RacedLayout, mix: Mix): readonly string[] {
  const { rounds, wasm, isolated, resolution, cores, hidden } = place;
  const spread = usualSpread(layout);
  return [
    `Medians of ${counted(rounds, 'round')} that go over all structures in turn, after a warm-up.`,
    wasm
      ? 'A batch is looked up in WebAssembly, a single address and every change in TypeScript.'
      : 'WebAssembly did not run in this browser: everything ran as TypeScript.',
    ...(mix.call === 'single'
      ? ['One address a call: one loop calls all structures, and that call is in each time.']
      : []),
    ...(layout.sections === 0 && mix.hits > 0
      ? ['Nothing is mapped, so no address could hit: all of them miss.']
      : []),
    resolutionWords(resolution),
    isolated
      ? 'The page is isolated, so its timer is as fine as this browser has one.'
      : 'The page is not isolated, so its timer is coarser than it need be.',
    ...(spread === null
      ? []
      : [
          `The middle half of the rounds of a time spans ${spread} % of it: times whose halves overlap count as alike.`,
        ]),
    ...(cores === 1 ? ['There is one core: the page itself ran between the rounds.'] : []),
    ...(hidden
      ? ['The page was out of sight for a while, when browsers slow down: race again.']
      : []),
  ];
}

function resolutionWords(resolution: number): string {
  const step = `The timer steps by ${timeWords(resolution)}`;
  return resolution * STEPS_IN_SAMPLE <= LONGEST_SAMPLE
    ? `${step}, at most a ${STEPS_IN_SAMPLE}th of each sample.`
    : `${step}, too much for a sample of ${timeWords(LONGEST_SAMPLE)}: take the times for guesses.`;
}

function timeWords(nanoseconds: number): string {
  const digits = (n: number): string => Number(n.toPrecision(3)).toString();
  if (nanoseconds < 1e3) return `${digits(nanoseconds)} ns`;
  return nanoseconds < 1e6 ? `${digits(nanoseconds / 1e3)} µs` : `${digits(nanoseconds / 1e6)} ms`;
}

/** How wide the spread of a lookup is to its median, in whole per cent: that of the structure in the middle. */
function usualSpread({ marks }: RacedLayout): number | null {
  const spreads = marks
    .flatMap(({ lookup }) =>
      isMeasured(lookup) && lookup.median > 0 ? (lookup.high - lookup.low) / lookup.median : [],
    )
    .sort((a, b) => a - b);
  const middle = spreads[spreads.length >> 1];
  return middle === undefined ? null : Math.round(100 * middle);
}
