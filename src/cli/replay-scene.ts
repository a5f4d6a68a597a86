import type { InputError, Result } from '../machine/event.ts';
import { startOf } from '../scenario/start-of.ts';
import { Timeline } from '../timeline/timeline.ts';
import { type Given, openGiven, printed, refuse, reportOf } from './open-given.ts';
import { FORMS, type Form, isForm, tellsSteps, writeAs } from './replay-as.ts';

/** What the command was asked for. */
interface Asked {
  readonly given: string | undefined;
  /** Null: where the scene stands. */
  readonly at: number | null;
  /** The first step that a trace in some form tells of. */
  readonly from: number;
  readonly trace: boolean;
  /** Null: the report. */
  readonly form: Form | null;
}

/** What is printed, and whether it is an answer. */
export interface Replayed {
  readonly ok: boolean;
  readonly text: string;
}

/**
 * Plays a scene to the step it stands at, or to `--at STEP`, and prints the report as `inspect` does. With `--trace` a
 * line of JSON for each step comes before it: `{"step","event","outcome","trace"}`, step 0 the boot, its event null. With
 * `--as FORM` the scene is printed in that form instead, at the same step.
 */
export function replayScene(args: readonly string[]): Replayed {
  const asked = readArguments(args);
  if (!asked.ok) return { ok: false, text: printed(asked) };
  const opened = openGiven(asked.value.given);
  if (!opened.ok) return { ok: false, text: printed(opened) };
  const { at, from, trace, form } = asked.value;
  if (at !== null) {
    const moved = opened.value.session.seek(at);
    if (!moved.ok) return { ok: false, text: printed(moved) };
  }
  if (form !== null) return formed(form, from, opened.value);
  const lines = trace ? traceLines(opened.value) : '';
  return { ok: true, text: lines + printed({ ok: true, value: reportOf(opened.value) }) };
}

function formed(form: Form, from: number, { history }: Given): Replayed {
  const { scenario, present } = history;
  if (from > scenario.step) {
    const message = `--from ${from} lies behind step ${scenario.step}, where the scene stands.`;
    return { ok: false, text: printed(refuse(message)) };
  }
  const written = writeAs(form, { scenario, machine: present.machine, from });
  return written.ok ? { ok: true, text: written.value } : { ok: false, text: printed(written) };
}

const USAGE = 'FILE-OR-LINK [--at STEP] [--trace | --as FORM [--from STEP]]';

type Taken = (word: string | undefined) => Result<Partial<Asked>>;

/** What takes the word behind it. */
const TAKES: ReadonlyMap<string, Taken> = new Map<string, Taken>([
  ['--at', (word) => readStep('--at', word, (at) => ({ at }))],
  ['--from', (word) => readStep('--from', word, (from) => ({ from }))],
  ['--as', readForm],
]);

function readArguments(args: readonly string[]): Result<Asked> {
  let asked: Asked = { given: undefined, at: null, from: 0, trace: false, form: null };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const read = TAKES.get(word)?.(rest.shift()) ?? readWord(word, asked);
    if (!read.ok) return read;
    asked = { ...asked, ...read.value };
  }
  if (asked.trace && asked.form !== null) return refuse('Expected --trace or --as FORM, not both.');
  if (asked.from > 0 && !tellsSteps(asked.form))
    return refuse('Expected --from with --as trace or --as dmesg alone.');
  return { ok: true, value: asked };
}

function readWord(word: string, { given }: Asked): Result<Partial<Asked>> {
  if (word === '--trace') return { ok: true, value: { trace: true } };
  if (word.startsWith('--') || given !== undefined)
    return refuse(`Expected ${USAGE}, not ${word}.`);
  return { ok: true, value: { given: word } };
}

function readStep(
  option: string,
  word: string | undefined,
  asked: (step: number) => Partial<Asked>,
): Result<Partial<Asked>> {
  if (word === undefined || !/^\d{1,6}$/.test(word))
    return refuse(`Expected the number of a step after ${option}.`);
  return { ok: true, value: asked(Number(word)) };
}

function readForm(word: string | undefined): Result<{ form: Form }> {
  if (word !== undefined && isForm(word)) return { ok: true, value: { form: word } };
  const found = word === undefined ? 'nothing' : JSON.stringify(word);
  return refuse(`Expected one of ${FORMS.join(', ')} after --as, found ${found}.`);
}

function traceLines({ history }: Given): string {
  const { scenario } = history;
  const played = Timeline.play(startOf(scenario), scenario.events);
  if (!played.ok) throw new Error(unplayed(played.error));
  const lines: string[] = [];
  for (let step = 0; step <= scenario.step; step += 1) {
    const { outcome, trace } = played.value.momentAt(step);
    const event = scenario.events[step - 1] ?? null;
    lines.push(`${JSON.stringify({ step, event, outcome, trace })}\n`);
  }
  return lines.join('');
}

const unplayed = ({ message }: InputError): string => `What was played once is not now: ${message}`;
