import type { ImportSummary } from '../exchange/import.ts';
import { configured } from '../machine/configured.ts';
import {
  type InputError,
  LIMITS,
  type MachineConfig,
  type MachineEvent,
  type Outcome,
  type Result,
} from '../machine/event.ts';
import { editionOf } from '../machine/kernel/editions.ts';
import { type LiveBatch, liveTraffic } from '../machine/live-traffic.ts';
import type { Machine } from '../machine/machine.ts';
import { step } from '../machine/step.ts';
import { type Space, type Translation, translate } from '../machine/translation.ts';
import { parseHex } from '../machine/units/address.ts';
import { presetOf, presetsOver } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { startOf } from '../scenario/start-of.ts';
import { accountFor } from '../timeline/account-for.ts';
import { billOf } from '../timeline/bill.ts';
import { reportDevice } from '../timeline/device-report.ts';
import type { Moment } from '../timeline/moments.ts';
import { makeReport, type Report } from '../timeline/report.ts';
import type { Start } from '../timeline/switch-on.ts';
import { finish, type Playing, Timeline } from '../timeline/timeline.ts';
import type { Branch, Dropped, Preview, Rerun, Scene } from './protocol.ts';
import { makeScene } from './scene.ts';
import { storyView } from './story-view.ts';

/** Old futures kept for bringing back; the oldest goes first (ours). */
export const MOST_BRANCHES = 8;

interface Line {
  readonly timeline: Timeline;
  readonly cursor: number;
  readonly title: string | undefined;
  /** The title, or what the scene is called without one. */
  readonly name: string;
  readonly source: ImportSummary | null;
  /** Other lines from the same start, whole. */
  readonly branches: readonly (readonly MachineEvent[])[];
}

/** Where a step or a seek led. */
export type Moved = { scene: Scene; step: number; outcome: Outcome };

/**
 * One scenario, its line of history and its cursor. Every answer is a value; an event that does not fit changes
 * nothing. It knows nothing of texts: those are the text history’s.
 */
export class History {
  #line: Line;
  #epoch = 0;

  constructor() {
    const thread = presetOf('thread');
    if (!thread) throw new Error('The thread’s preset is missing.');
    const opened = finish(lineOf(thread.scenario, null));
    if (!opened.ok) throw new Error(opened.error.message);
    this.#line = opened.value;
  }

  /** Another scene takes the place of this one, if all its events fit; not before it has been played whole. */
  *load(
    scenario: Scenario,
    source: ImportSummary | null,
    branches: Line['branches'] = [],
  ): Playing<Result<Scene>> {
    const line = yield* lineOf(scenario, source);
    return this.#show(line.ok ? { ok: true, value: { ...line.value, branches } } : line);
  }

  preset(id: string): Result<Scene> {
    const preset = presetOf(id);
    if (!preset) return fail('bad-scenario', `There is no opening "${id}".`);
    return this.#show(finish(lineOf(preset.scenario, null)));
  }

  dispatch(event: MachineEvent): Result<Moved> {
    const { timeline, cursor } = this.#line;
    if (cursor >= LIMITS.events)
      return fail('too-many', `A scene holds at most ${LIMITS.events} events.`);
    const next = timeline.after(cursor, event);
    if (!next.ok) return withoutIndex(next.error);
    this.#line = {
      ...this.#line,
      timeline: next.value,
      cursor: cursor + 1,
      branches: this.#withPresent(cursor, next.value.events),
    };
    return this.#moved();
  }

  /** The same step on the same machine, thrown away. */
  preview(event: MachineEvent): Result<Preview> {
    const { timeline, cursor } = this.#line;
    const machine = timeline.machineAt(cursor);
    const done = step(machine, event);
    if (!done.ok) return done;
    const account = accountFor(cursor + 1, event, machine, done);
    const before = billOf(machine);
    const after = billOf(done.machine);
    return {
      ok: true,
      value: {
        account,
        scene: makeScene(
          done.machine,
          comparable(event, machine),
          { ...done, account },
          {
            epoch: this.#epoch,
            title: this.#line.name,
            startConfig: timeline.start.config,
            step: cursor + 1,
            steps: cursor + 1,
            accounts: [],
            branches: [],
            event,
            source: null,
            device: reportDevice(done.machine).device ?? null,
          },
        ),
        flatBefore: before.flat.toString(),
        flatAfter: after.flat.toString(),
        threeLevelBefore: before.threeLevel.toString(),
        threeLevelAfter: after.threeLevel.toString(),
      },
    };
  }

  /** The machine at the cursor and what its last step came to. */
  get present(): { readonly machine: Machine; readonly moment: Moment } {
    const { timeline, cursor } = this.#line;
    return { machine: timeline.machineAt(cursor), moment: timeline.momentAt(cursor) };
  }

  seek(at: unknown): Result<Moved> {
    const { steps } = this.#line.timeline;
    if (typeof at !== 'number' || !Number.isInteger(at) || at < 0 || at > steps)
      return fail(
        'bad-event',
        `There is no step ${String(at)}; the steps are 0 to ${steps}.`,
        'step',
      );
    this.#line = { ...this.#line, cursor: at };
    return this.#moved();
  }

  *restore(index: number): Playing<Result<Scene>> {
    const { timeline, branches } = this.#line;
    const events = branches[index];
    if (!events) return fail('bad-event', 'There is no such old future.');
    const played = yield* Timeline.playing(timeline.start, events);
    if (!played.ok) return played;
    const others = branches.filter((_, i) => i !== index);
    this.#line = {
      ...this.#line,
      timeline: played.value,
      cursor: events.length,
      branches: [...others, timeline.events],
    };
    return this.#scene();
  }

  /** The same events on another machine, from the start. */
  *rerun(config: Partial<MachineConfig>): Playing<Result<Rerun>> {
    const { start, events } = this.#line.timeline;
    const edition = editionOf(config.kernel ?? start.config.kernel);
    if (!edition)
      return fail('bad-scenario', `No kernel ${config.kernel} is known here.`, 'kernel');
    const other = { ...start, config: configured(start.config, config, edition) };
    const played = yield* Timeline.playing(other, events);
    if (!played.ok) return played;
    const { fit, dropped } = yield* sift(other, this.#line.branches);
    const name = nameOf({ ...this.scenario, machine: other.config });
    this.#line = { ...this.#line, timeline: played.value, branches: fit, name };
    const scene = this.#scene();
    return scene.ok ? { ok: true, value: { scene: scene.value, dropped } } : scene;
  }

  translate(address: string, space: Space): Result<Translation> {
    const value = parseHex(address);
    if (value === undefined)
      return fail(
        'bad-event',
        `${address} is no address; expected 0x and 1 to 16 hex digits.`,
        'address',
      );
    return { ok: true, value: translate(this.#machine(), value, space) };
  }

  /** What live traffic does between this step and the next. */
  traffic(from: number, count: number): LiveBatch {
    const { timeline, cursor } = this.#line;
    const event = timeline.events[cursor - 1];
    const before = event ? comparable(event, timeline.machineAt(cursor - 1)) : null;
    return liveTraffic(this.#machine(), before, cursor, from, count);
  }

  report(): Report {
    const { cursor, timeline } = this.#line;
    return makeReport(this.#machine(), cursor, timeline.steps);
  }

  /** What the import says of itself; null for any other scene. */
  get source(): ImportSummary | null {
    return this.#line.source;
  }

  /** The old futures, whole lines from the same start. */
  get branches(): Line['branches'] {
    return this.#line.branches;
  }

  get title(): string {
    return this.#line.name;
  }

  #show(line: Result<Line>): Result<Scene> {
    if (!line.ok) return line;
    this.#line = line.value;
    return this.#scene();
  }

  #machine(): Machine {
    return this.#line.timeline.machineAt(this.#line.cursor);
  }

  /** The scene as people share it. */
  get scenario(): Scenario {
    const { timeline, cursor, title } = this.#line;
    return {
      machine: timeline.start.config,
      boot: timeline.start.boot.map(({ start, end, state }) => ({
        start,
        size: end - start,
        state,
      })),
      events: timeline.events,
      step: cursor,
      ...(title === undefined ? {} : { title }),
    };
  }

  /** The present line joins the branches if acting in the past is about to cut its future off. */
  #withPresent(cursor: number, next: readonly MachineEvent[]): Line['branches'] {
    const { timeline, branches } = this.#line;
    if (cursor === timeline.steps) return branches;
    const same = JSON.stringify(timeline.events[cursor]) === JSON.stringify(next[cursor]);
    const kept = same && cursor + 1 === timeline.steps ? [] : [timeline.events];
    return [...branches, ...kept].slice(-MOST_BRANCHES);
  }

  #branches(): Branch[] {
    const { timeline, branches } = this.#line;
    return branches.map((events) => {
      const at = commonPrefix(timeline.events, events);
      return { at, steps: events.length, title: titleAt(events, at) };
    });
  }

  #scene(): Result<Scene> {
    const { timeline, cursor, source, title } = this.#line;
    const story = storyView(title, timeline, cursor);
    this.#epoch += 1;
    const event = timeline.events[cursor - 1] ?? null;
    const before = event && comparable(event, timeline.machineAt(cursor - 1));
    const machine = timeline.machineAt(cursor);
    const scene = makeScene(machine, before, timeline.momentAt(cursor), {
      epoch: this.#epoch,
      title: this.#line.name,
      startConfig: timeline.start.config,
      step: cursor,
      steps: timeline.steps,
      accounts: timeline.accounts,
      branches: this.#branches(),
      event,
      source,
      device: reportDevice(machine).device ?? null,
      ...(story ? { story } : {}),
    });
    return { ok: true, value: scene };
  }

  #moved(): Result<Moved> {
    const scene = this.#scene();
    if (!scene.ok) return scene;
    const { cursor, timeline } = this.#line;
    const { outcome } = timeline.momentAt(cursor);
    return { ok: true, value: { scene: scene.value, step: cursor, outcome } };
  }
}

function nameOf({ title, boot, machine }: Scenario): string {
  if (title !== undefined) return title;
  const preset = presetsOver(boot).find(
    (p) => p.scenario.machine.physicalBits === machine.physicalBits,
  );
  return preset?.title ?? 'A scene of your own';
}

/** Old futures belong to the start they were played from: those that fit another one too, and a word on the rest. */
function* sift(
  start: Start,
  branches: Line['branches'],
): Playing<{ readonly fit: Line['branches']; readonly dropped: Dropped | null }> {
  const fit: Line['branches'][number][] = [];
  const reasons: InputError[] = [];
  for (const events of branches) {
    const played = yield* Timeline.playing(start, events);
    if (played.ok) fit.push(events);
    else reasons.push(played.error);
  }
  const [reason] = reasons;
  return { fit, dropped: reason ? { count: reasons.length, reason } : null };
}

function* lineOf(scenario: Scenario, source: ImportSummary | null): Playing<Result<Line>> {
  const played = yield* Timeline.playing(startOf(scenario), scenario.events);
  if (!played.ok) return { ok: false, error: inScenario(played.error) };
  return {
    ok: true,
    value: {
      timeline: played.value,
      cursor: scenario.step,
      title: scenario.title,
      name: nameOf(scenario),
      source,
      branches: [],
    },
  };
}

/** An error of the machine, with the path of the value in the scenario. */
const inScenario = (error: InputError): InputError =>
  error.event === undefined
    ? error
    : { ...error, field: [`events[${error.event}]`, error.field].filter(Boolean).join('.') };

/** What moved is told against the machine before, unless it was switched off in between. */
const comparable = (event: MachineEvent, before: Machine): Machine | null =>
  event.type === 'configure' ? null : before;

const fail = (
  code: InputError['code'],
  message: string,
  field?: string,
): { ok: false; error: InputError } => ({
  ok: false,
  error: { code, message, ...(field ? { field } : {}) },
});

function withoutIndex({ event: _, ...error }: InputError): { ok: false; error: InputError } {
  return { ok: false, error };
}

function commonPrefix(a: readonly MachineEvent[], b: readonly MachineEvent[]): number {
  let at = 0;
  while (
    at < a.length &&
    at < b.length &&
    (a[at] === b[at] || JSON.stringify(a[at]) === JSON.stringify(b[at]))
  )
    at += 1;
  return at;
}

function titleAt(events: readonly MachineEvent[], at: number): string {
  const event = events[at];
  const more = events.length - at - 1;
  return `${event?.type ?? 'nothing'}${more > 0 ? ` and ${more} more` : ''}`;
}
