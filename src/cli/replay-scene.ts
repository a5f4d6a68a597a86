import type { InputError, Result } from '../machine/event.ts';
import { startOf } from '../scenario/start-of.ts';
import { Timeline } from '../timeline/timeline.ts';
import { type Given, openGiven, printed, refuse, reportOf } from './open-given.ts';

/** What the command was asked for. */
interface Asked {
  readonly given: string | undefined;
  /** Null: where the scene stands. */
  readonly at: number | null;
  readonly trace: boolean;
}

/** What is printed, and whether it is an answer. */
export interface Replayed {
  readonly ok: boolean;
  readonly text: string;
}

/**
 * Plays a scene to the step it stands at, or to `--at STEP`, and prints the report as `inspect` does. With `--trace` a
 * line of JSON for each step comes before it: `{"step","event","outcome","trace"}`, step 0 the boot, its event null.
 */
export function replayScene(args: readonly string[]): Replayed {
  const asked = readArguments(args);
  if (!asked.ok) return { ok: false, text: printed(asked) };
  const opened = openGiven(asked.value.given);
  if (!opened.ok) return { ok: false, text: printed(opened) };
  const { at, trace } = asked.value;
  if (at !== null) {
    const moved = opened.value.session.seek(at);
    if (!moved.ok) return { ok: false, text: printed(moved) };
  }
  const lines = trace ? traceLines(opened.value) : '';
  return { ok: true, text: lines + printed({ ok: true, value: reportOf(opened.value) }) };
}

function readArguments(args: readonly string[]): Result<Asked> {
  let given: string | undefined;
  let at: number | null = null;
  let trace = false;
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--trace') trace = true;
    else if (word === '--at') {
      const step = rest.shift();
      if (step === undefined || !/^\d{1,6}$/.test(step))
        return refuse('Expected the number of a step after --at.');
      at = Number(step);
    } else if (word.startsWith('--') || given !== undefined)
      return refuse(`Expected FILE-OR-LINK [--at STEP] [--trace], not ${word}.`);
    else given = word;
  }
  return { ok: true, value: { given, at, trace } };
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
