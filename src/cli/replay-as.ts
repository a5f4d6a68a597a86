import { blockListing, ramRanges } from '../exchange/machine-memory.ts';
import { writeDmesg } from '../exchange/write-dmesg.ts';
import { writeIomem } from '../exchange/write-iomem.ts';
import { writeLsmem } from '../exchange/write-lsmem.ts';
import { writeLsmemJson } from '../exchange/write-lsmem-json.ts';
import type { Result } from '../machine/event.ts';
import type { Machine } from '../machine/machine.ts';
import { formatScenario } from '../scenario/format-scenario.ts';
import { makeLink } from '../scenario/link.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { startOf } from '../scenario/start-of.ts';
import { printText } from '../scenario/text/print-text.ts';
import { type Replayed, replaySteps } from '../timeline/replay-steps.ts';
import { traceLines } from '../timeline/trace-lines.ts';

/** What a scene can be handed on as. */
export interface Shown {
  readonly scenario: Scenario;
  /** At the step where the scene stands. */
  readonly machine: Machine;
  /** The first step that is told of; the last is where the scene stands. */
  readonly from: number;
}

/** Lines without their breaks. */
type Writer = (shown: Shown) => Result<Iterable<string>>;

const lines = (value: Iterable<string>): Result<Iterable<string>> => ({ ok: true, value });

const stepsOf = ({ scenario, from }: Shown): Iterable<Replayed> =>
  replaySteps(startOf(scenario), scenario.events, from, scenario.step);

const WRITERS = {
  iomem: ({ machine }) => lines(writeIomem(ramRanges(machine))),
  lsmem: ({ machine }) => lines(writeLsmem(blockListing(machine))),
  'lsmem-a': ({ machine }) => lines(writeLsmem(blockListing(machine), { all: true })),
  'lsmem-json': ({ machine }) => lines(writeLsmemJson(blockListing(machine))),
  trace: (shown) => lines(traceLines(stepsOf(shown))),
  dmesg: (shown) => lines(writeDmesg(stepsOf(shown))),
  scenario: ({ scenario }) => lines([formatScenario(scenario)]),
  // It ends with a line break already.
  text: ({ scenario }) => lines([printText(scenario).replace(/\n$/, '')]),
  link: ({ scenario }) => {
    const link = makeLink(scenario);
    return link.ok ? lines([link.value]) : link;
  },
} satisfies Record<string, Writer>;

export type Form = keyof typeof WRITERS;

export const FORMS = Object.keys(WRITERS) as readonly Form[];

/** The forms that tell of steps, not of a moment. */
export const tellsSteps = (form: Form | null): boolean => form === 'trace' || form === 'dmesg';

export const isForm = (word: string): word is Form => Object.hasOwn(WRITERS, word);

/** More lines are refused (ours): so many rows an import takes, and no string holds 2^36 of them. */
const MOST_LINES = 200_000;

/** The scene in that form, whole, or `too-large`. */
export function writeAs(form: Form, shown: Shown): Result<string> {
  const writer: Writer = WRITERS[form];
  const written = writer(shown);
  if (!written.ok) return written;
  const all: string[] = [];
  for (const line of written.value) {
    if (all.length === MOST_LINES) return tooLong(form);
    all.push(line);
  }
  return { ok: true, value: [...all, ''].join('\n') };
}

const tooLong = (form: Form): Result<never> => ({
  ok: false,
  error: {
    code: 'too-large',
    message: `--as ${form} comes to more than ${MOST_LINES.toLocaleString('en')} lines; a scene so large is handed on as scenario, text or link, its steps in parts: --from and --at.`,
  },
});
