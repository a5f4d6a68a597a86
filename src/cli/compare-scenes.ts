import { configured } from '../machine/configured.ts';
import type { Result } from '../machine/event.ts';
import { editionOf } from '../machine/kernel/editions.ts';
import { startOf } from '../scenario/start-of.ts';
import { restOf } from '../scenario/text/line.ts';
import { readSettings } from '../scenario/text/settings-line.ts';
import { type Comparison, compareLanes } from '../timeline/lanes/compare-lanes.ts';
import { differencesText } from '../timeline/lanes/differences-text.ts';
import type { LaneInput } from '../timeline/lanes/lane.ts';
import { finish } from '../timeline/timeline.ts';
import { openGiven, printed, refuse } from './open-given.ts';
import type { Replayed } from './replay-scene.ts';

/** What the command was asked for. */
interface Asked {
  readonly left: string | undefined;
  readonly right: string | undefined;
  /** `KEY=VALUE,...`: the left one on another machine. Null: a right one was named. */
  readonly change: string | null;
  readonly json: boolean;
}

/**
 * Plays two scenes in step, all their events, and prints what differs: a line each, or the whole comparison as JSON
 * with `--json`. In place of the right one `--with KEY=VALUE,...` takes the left one on another machine.
 */
export function compareScenes(args: readonly string[]): Replayed {
  const asked = readArguments(args);
  const compared = asked.ok ? compare(asked.value) : asked;
  if (!asked.ok || !compared.ok) return { ok: false, text: printed(compared) };
  const text = asked.value.json ? printed(compared) : differencesText(compared.value);
  return { ok: true, text };
}

function compare({ left, right, change }: Asked): Result<Comparison> {
  const first = laneOf(left);
  if (!first.ok) return first;
  const second = change === null ? laneOf(right) : onAnother(first.value, change);
  return second.ok ? finish(compareLanes(first.value, second.value)) : second;
}

function laneOf(given: string | undefined): Result<LaneInput> {
  const opened = openGiven(given);
  if (!opened.ok) return opened;
  const { scenario } = opened.value.history;
  return { ok: true, value: { start: startOf(scenario), events: scenario.events } };
}

/** The same memory and events on a machine with other settings, spelled as the Command field spells them. */
function onAnother({ start, events }: LaneInput, change: string): Result<LaneInput> {
  const line = change.replaceAll(',', ' ');
  const settings = readSettings(restOf(line, 1, line.length + 1));
  if (!settings.ok) return settings;
  const kernel = settings.value.kernel ?? start.config.kernel;
  const edition = editionOf(kernel);
  if (!edition) return refuse(`No kernel ${kernel} is known here.`);
  const config = configured(start.config, settings.value, edition);
  return { ok: true, value: { start: { ...start, config }, events } };
}

const USAGE = 'Expected LEFT RIGHT or LEFT --with KEY=VALUE,...; then --json';

function readArguments(args: readonly string[]): Result<Asked> {
  const given: string[] = [];
  let change: string | null = null;
  let json = false;
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--json') json = true;
    else if (word === '--with' && change === null) change = rest.shift() ?? '';
    else if (word.startsWith('--')) return refuse(`${USAGE}, not ${word}.`);
    else given.push(word);
  }
  const [left, right, extra] = given;
  if (extra !== undefined || (right === undefined) === (change === null))
    return refuse(`${USAGE} where it is wanted.`);
  return { ok: true, value: { left, right, change, json } };
}
