import type { InputError, Result } from '../machine/event.ts';
import { startOf } from '../scenario/start-of.ts';
import { Timeline } from '../timeline/timeline.ts';
import { type Given, openGiven, printed, refuse, reportOf } from './open-given.ts';
import { FORMS, type Form, isForm, writeAs } from './replay-as.ts';

/** What the command was asked for. */
interface Asked {
  readonly given: string | undefined;
  /** Null: where the scene stands. */
  readonly at: number | null;
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
  const { at, trace, form } = asked.value;
  if (at !== null) {
    const moved = opened.value.session.seek(at);
    if (!moved.ok) return { ok: false, text: printed(moved) };
  }
  if (form !== null) return formed(form, opened.value);
  const lines = trace ? traceLines(opened.value) : '';
  return { ok: true, text: lines + printed({ ok: true, value: reportOf(opened.value) }) };
}

function formed(form: Form, { history }: Given): Replayed {
  const written = writeAs(form, { scenario: history.scenario, machine: history.present.machine });
  return written.ok ? { ok: true, text: written.value } : { ok: false, text: printed(written) };
}

const USAGE = 'FILE-OR-LINK [--at STEP] [--trace | --as FORM]';

function readArguments(args: readonly string[]): Result<Asked> {
  let asked: Asked = { given: undefined, at: null, trace: false, form: null };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--trace') asked = { ...asked, trace: true };
    else if (word === '--at' || word === '--as') {
      const read = word === '--at' ? readStep(rest.shift()) : readForm(rest.shift());
      if (!read.ok) return read;
      asked = { ...asked, ...read.value };
    } else if (word.startsWith('--') || asked.given !== undefined)
      return refuse(`Expected ${USAGE}, not ${word}.`);
    else asked = { ...asked, given: word };
  }
  if (asked.trace && asked.form !== null) return refuse('Expected --trace or --as FORM, not both.');
  return { ok: true, value: asked };
}

function readStep(word: string | undefined): Result<{ at: number }> {
  if (word === undefined || !/^\d{1,6}$/.test(word))
    return refuse('Expected the number of a step after --at.');
  return { ok: true, value: { at: Number(word) } };
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
