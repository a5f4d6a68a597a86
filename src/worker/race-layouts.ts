import { grouped } from '../machine/structures/words/explain.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { SECTION_SIZE } from '../machine/units/section.ts';
import { dense } from '../scenario/presets/dense.ts';
import { islands } from '../scenario/presets/islands.ts';
import type { Preset } from '../scenario/presets/preset.ts';
import { scattered } from '../scenario/presets/scattered.ts';
import { shipped } from '../scenario/presets/shipped.ts';
import { thread } from '../scenario/presets/thread.ts';
import type { measuresOf } from '../timeline/measures-of.ts';
import { measuresFor } from './machine-measures.ts';
import type { RaceRequest } from './race-protocol.ts';

/** Memory over which the structures race. */
export interface RaceLayout {
  /** `current`, or the id of an opening. */
  readonly id: string;
  readonly title: string;
  /** Online: every structure has them. */
  readonly sections: RunSet;
  /** Only the flat array has them (timeline/mapped-by.ts). */
  readonly offline: RunSet;
  readonly measures: ReturnType<typeof measuresOf>;
}

/** Openings that a layout is shown beside: each is the worst, or the best, for some structure. */
const BESIDE: readonly Preset[] = [thread, shipped, dense, scattered, islands];

/** As many as are built section by section (ours): beyond, thirteen structures take more memory than a browser gives. */
const MOST_SECTIONS = 2 ** 23;

/** @throws Error with words for the user if it has more sections than are raced over */
export function currentLayout({
  bounds,
  offline,
  title,
  config,
}: Pick<RaceRequest, 'bounds' | 'offline' | 'title' | 'config'>): RaceLayout {
  const sections = RunSet.over(bounds);
  const beside = RunSet.over(offline);
  const size = sections.size + beside.size;
  if (size > MOST_SECTIONS)
    throw new Error(
      `The race builds every structure section by section, at most ${grouped(MOST_SECTIONS)}; here are ${grouped(size)}.`,
    );
  return { id: 'current', title, sections, offline: beside, measures: measuresFor(config) };
}

/** What the current layout races beside: the openings' memory that has sections, but for what is the same. */
export const layoutsBeside = (current: RaceLayout): readonly RaceLayout[] =>
  BESIDE.map(layoutOf).filter(({ sections }) => !sections.equals(current.sections));

/** The sections of an opening's memory, below the physical bits of its machine. */
function layoutOf({ id, title, scenario: { boot, machine } }: Preset): RaceLayout {
  const measures = measuresFor(machine);
  const end = 2 ** measures.physicalBits / SECTION_SIZE;
  const size = BigInt(SECTION_SIZE);
  const runs = boot.map(({ start, size: bytes }): [number, number] => [
    Number(start / size),
    Number((start + bytes) / size),
  ]);
  return { id, title, sections: RunSet.from(runs).clip(0, end), offline: RunSet.EMPTY, measures };
}
