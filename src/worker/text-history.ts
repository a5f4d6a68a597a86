import type { ImportSummary } from '../exchange/import.ts';
import { openText } from '../exchange/open-text.ts';
import type { InputError, MachineConfig, Result } from '../machine/event.ts';
import type { LiveBatch } from '../machine/live-traffic.ts';
import type { Space, Translation } from '../machine/translation.ts';
import { formatScenario, scenarioValue } from '../scenario/format-scenario.ts';
import { makeLink } from '../scenario/link.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import { olderPresetOf } from '../scenario/presets/older.ts';
import { presetOf, presetsOver } from '../scenario/presets/presets.ts';
import { readEvent } from '../scenario/read-event.ts';
import { OPENING } from '../scenario/scenario.ts';
import { storyOf } from '../scenario/stories/stories.ts';
import { compareDrivers, type DriverRow } from '../timeline/compare-drivers.ts';
import type { Figure, FigureAbout, FigureId } from '../timeline/figure.ts';
import { figuresFor } from '../timeline/figures-for.ts';
import type { Report } from '../timeline/report.ts';
import { finish, type Playing } from '../timeline/timeline.ts';
import { gallery } from './gallery.ts';
import { History, MOST_BRANCHES, type Moved } from './history.ts';
import type { Gallery, Preview, Rerun, Scene } from './protocol.ts';

/**
 * A history spoken to in texts and untrusted values: links, files, imports, events from scripts, numbers opened. It is a file of
 * its own because the first picture needs none of that, so the page fetches it afterwards.
 */
export class TextHistory {
  readonly #history: History;

  constructor(history: History = new History()) {
    this.#history = history;
  }

  open(text: string): Result<Scene> {
    return finish(this.opening(text));
  }

  /** @param most only so many of its events: what comes before one that does not fit */
  *opening(text: string, most?: number): Playing<Result<Scene>> {
    const opened = openText(text, most);
    if (!opened.ok) return opened;
    const { scenario, source, place } = opened.value;
    const loaded = yield* this.#history.load(scenario, source);
    return loaded.ok || place === null ? loaded : { ok: false, error: place(loaded.error) };
  }

  preset(id: string): Result<Scene> {
    const older = storyOf(id) ?? olderPresetOf(id);
    return older ? finish(this.#history.load(older.scenario, null)) : this.#history.preset(id);
  }

  gallery(): Gallery {
    return gallery();
  }

  dispatch(input: unknown): Result<Moved> {
    const read = readEvent(input);
    return read.ok ? this.#history.dispatch(read.value) : read;
  }

  preview(input: unknown): Result<Preview> {
    const read = readEvent(input);
    return read.ok ? this.#history.preview(read.value) : read;
  }

  seek(at: unknown): Result<Moved> {
    return this.#history.seek(at);
  }

  restore(branch: number): Result<Scene> {
    return finish(this.restoring(branch));
  }

  restoring(branch: number): Playing<Result<Scene>> {
    return this.#history.restore(branch);
  }

  rerun(config: Partial<MachineConfig>): Result<Rerun> {
    return finish(this.rerunning(config));
  }

  rerunning(config: Partial<MachineConfig>): Playing<Result<Rerun>> {
    return this.#history.rerun(config);
  }

  traffic(from: number, count: number): LiveBatch {
    return this.#history.traffic(from, count);
  }

  translate(address: string, space: Space): Result<Translation> {
    return this.#history.translate(address, space);
  }

  /** A number on the page, opened: its formula, inputs and source. */
  figure(id: FigureId, about: FigureAbout = {}): Figure {
    const { machine, moment } = this.#history.present;
    return figuresFor(machine, moment, about)[id];
  }

  compare(): readonly DriverRow[] {
    return compareDrivers(this.#history.present.machine);
  }

  report(): Report {
    return this.#history.report();
  }

  source(): ImportSummary | null {
    return this.#history.source;
  }

  scenario(): unknown {
    return scenarioValue(this.#history.scenario);
  }

  link(): Result<string> {
    return makeLink(this.#history.scenario);
  }

  /** What survives a reload, as one text. */
  keep(): string {
    const { branches, scenario, source, title } = this.#history;
    // Memory is written once, and not at all where an opening has it: 65,536 islands are 3 MB of text.
    const preset = presetsOver(scenario.boot)[0]?.id ?? null;
    const bare = { ...scenario, boot: OPENING.boot };
    return JSON.stringify({
      scenario: formatScenario(preset === null ? scenario : bare),
      preset,
      branches: branches.map((events) => formatScenario({ ...bare, events, step: events.length })),
      source,
      steps: scenario.events.length,
      title,
    });
  }

  /** The inverse of keep; a text that is not one changes nothing. */
  unkeep(text: string): Result<Scene> {
    return finish(this.unkeeping(text));
  }

  *unkeeping(text: string): Playing<Result<Scene>> {
    const kept = readKept(text);
    if (!kept) return { ok: false, error: UNREADABLE };
    const main = parseScenario(kept.scenario);
    if (!main.ok) return main;
    const boot = presetOf(kept.preset ?? '')?.scenario.boot ?? main.value.boot;
    const branches = kept.branches.flatMap((branch) => {
      const read = parseScenario(branch);
      return read.ok ? [read.value.events] : [];
    });
    return yield* this.#history.load({ ...main.value, boot }, kept.source, branches);
  }
}

const UNREADABLE: InputError = {
  code: 'bad-scenario',
  message: 'The kept work cannot be read.',
};

interface Kept {
  readonly scenario: string;
  /** The opening whose memory it is; null: the scenario has its own. */
  readonly preset: string | null;
  readonly branches: readonly string[];
  readonly source: ImportSummary | null;
}

function readKept(text: string): Kept | null {
  try {
    const value = JSON.parse(text) as Partial<Kept> | null;
    if (typeof value?.scenario !== 'string') return null;
    const branches = Array.isArray(value.branches) ? value.branches : [];
    return {
      scenario: value.scenario,
      preset: typeof value.preset === 'string' ? value.preset : null,
      branches: branches.filter((b) => typeof b === 'string').slice(0, MOST_BRANCHES),
      source: value.source ?? null,
    };
  } catch {
    return null;
  }
}
