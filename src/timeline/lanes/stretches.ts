import { formatHex } from '../../machine/units/address.ts';
import { formatSize } from '../../machine/units/bytes.ts';
import { sectionBytes, sectionStart } from '../../machine/units/section.ts';
import { spellAddress } from '../../machine/units/spell-address.ts';
import type { Difference } from './divergence.ts';

/** Runs of sections with a value: [first section, sections, value] each, ascending. */
export interface Runs {
  readonly runs: Float64Array;
  /** True: a value counts up along its run, as bus addresses do, unless it is below 0. */
  readonly rising: boolean;
  /** Added to each value that is not below 0. */
  readonly origin: number;
}

/** Runs whose value is the same all along. */
export const level = (runs: Float64Array): Runs => ({ runs, rising: false, origin: 0 });

/** Sections [first, end) with other values on the two sides; null: not among the runs. */
interface Stretch {
  readonly first: number;
  readonly end: number;
  readonly left: number | null;
  readonly right: number | null;
}

/** Told one by one in a step; what is beyond is counted (ours). */
const MOST_TOLD = 8;

/** Where two lists of runs differ, in stretches, the first of them told and the rest counted. Costs in runs. */
export function differenceOfRuns(
  about: Pick<Difference, 'kind'> & { readonly path: string; readonly noun: string },
  left: Runs,
  right: Runs,
  label: (value: number | null) => string,
): readonly Difference[] {
  const told: Difference[] = [];
  let untold = 0;
  let next: Stretch | null = null;
  for (const stretch of stretchesOf(left, right)) {
    if (told.length < MOST_TOLD) told.push(differenceIn(about, stretch, label));
    else {
      next ??= stretch;
      untold += 1;
    }
  }
  if (next === null) return told;
  const rest = differenceIn(about, next, label);
  return [
    ...told,
    untold === 1 ? rest : { ...rest, words: `${rest.words}, the first of ${untold}` },
  ];
}

function differenceIn(
  { kind, path, noun }: { readonly path: string; readonly noun: string } & Pick<Difference, 'kind'>,
  { first, end, left, right }: Stretch,
  label: (value: number | null) => string,
): Difference {
  const start = sectionStart(first);
  return {
    kind,
    where: `${path}[${formatHex(start)}]`,
    left: label(left),
    right: label(right),
    words: `${noun} of ${formatSize(sectionBytes(end - first))} at ${spellAddress(start)}`,
    lasting: true,
  };
}

/** Maximal stretches with other values, ascending. */
function* stretchesOf(left: Runs, right: Runs): Generator<Stretch> {
  const [l, r] = [new Cursor(left), new Cursor(right)];
  let open: Stretch | null = null;
  for (let at = 0; ; ) {
    const end = Math.min(l.next(at), r.next(at));
    if (end === Number.POSITIVE_INFINITY) break;
    const [a, b] = [l.value(at), r.value(at)];
    if (
      open &&
      (a === b || !(goesOn(left, open, open.left, a, at) && goesOn(right, open, open.right, b, at)))
    ) {
      yield open;
      open = null;
    }
    if (a !== b) {
      const begun: Stretch = open ?? { first: at, end, left: a, right: b };
      open = { ...begun, end };
    }
    at = end;
  }
  if (open) yield open;
}

/** True if the value at the end of a stretch is what the stretch leads to. */
function goesOn(
  { rising }: Runs,
  { first }: Stretch,
  was: number | null,
  is: number | null,
  at: number,
): boolean {
  return was === null || is === null || was < 0 || !rising ? was === is : was + at - first === is;
}

/** Goes through runs upwards, section by section asked for. */
class Cursor {
  readonly #of: Runs;
  #at = 0;

  constructor(of: Runs) {
    this.#of = of;
  }

  /** The first section above that one at which a run begins or ends. */
  next(section: number): number {
    this.#seek(section);
    const { runs } = this.#of;
    if (this.#at >= runs.length) return Number.POSITIVE_INFINITY;
    const first = runs[this.#at] as number;
    return section < first ? first : first + (runs[this.#at + 1] as number);
  }

  value(section: number): number | null {
    this.#seek(section);
    const { runs, rising, origin } = this.#of;
    const first = runs[this.#at];
    if (first === undefined || section < first) return null;
    const value = runs[this.#at + 2] as number;
    return value < 0 ? value : value + origin + (rising ? section - first : 0);
  }

  #seek(section: number): void {
    const { runs } = this.#of;
    while (
      this.#at < runs.length &&
      (runs[this.#at] as number) + (runs[this.#at + 1] as number) <= section
    )
      this.#at += 3;
  }
}
