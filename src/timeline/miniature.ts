import type { Verdict } from '../machine/device/dma.ts';
import type { Machine } from '../machine/machine.ts';
import { grantedIn } from '../machine/memory/resource.ts';
import { translate } from '../machine/translation.ts';
import { ADDRESS_END } from '../machine/units/address.ts';
import { sectionOf, sectionStart, sectionsTouched } from '../machine/units/section.ts';
import { memoryRuns } from './memory-runs.ts';

/** From and to, 0 to 1 of the width. */
export type Stretch = readonly [from: number, to: number];

export type CellState = 'online' | 'offline' | 'beyond' | 'gone';

/** A machine in a few strokes: memory, the slots of bus space that the map gives it, and what the device reaches. */
export interface Miniature {
  readonly memory: readonly { readonly at: Stretch; readonly state: CellState }[];
  /** `reaches`: null where no page stands behind the slot. */
  readonly mapped: readonly {
    readonly at: Stretch;
    readonly slot: Stretch;
    readonly reaches: Stretch | null;
    readonly verdict: Verdict;
  }[];
}

/** Strokes that a small picture can tell apart; what is more is drawn together. */
const MOST = 40;

interface Cell {
  readonly first: number;
  readonly end: number;
  readonly state: CellState;
}

interface Piece {
  readonly first: number;
  readonly end: number;
  readonly slot: number;
}

export function miniatureOf(machine: Machine): Miniature {
  const cells = cellsOf(machine);
  const pieces = together(piecesOf(machine, cells), (a, b) => ({ ...a, end: b.end }));
  const place = axisOver(cells);
  const slots = pieces.reduce((most, p) => Math.max(most, p.slot + (p.end - p.first)), 1);
  // Where a bus address comes straight from the physical one, bus space is memory once more.
  const { direct } = machine.generation.shape(machine.driver);
  const inBus = direct === null ? (slot: number): number => slot / slots : place;
  return {
    memory: together(cells, (a, b) => ({ ...a, end: b.end })).map((c) => ({
      at: [place(c.first), place(c.end)],
      state: c.state,
    })),
    mapped: pieces.map((piece) => drawn(machine, piece, place, inBus)),
  };
}

/** Memory as it is installed, and what the map still holds of memory that is gone; ascending. */
function cellsOf(machine: Machine): readonly Cell[] {
  const cells: Cell[] = [];
  const runs = memoryRuns(machine);
  for (let i = 0; i < runs.length; i += 3)
    cells.push({
      first: runs[i] as number,
      end: (runs[i] as number) + (runs[i + 1] as number),
      state: runs[i + 2] === 0 ? 'online' : 'offline',
    });
  const { config, granted } = machine;
  for (const { start, end } of grantedIn(granted, 1n << BigInt(config.physicalBits), ADDRESS_END)) {
    const [first, last] = sectionsTouched(start, end);
    cells.push({ first, end: last, state: 'beyond' });
  }
  // A scene of many runs has lost none that a small picture could show.
  if (cells.length > MOST) return cells;
  for (const [first, end] of mapRuns(machine))
    for (const [from, to] of holes(cells, first, end))
      cells.push({ first: from, end: to, state: 'gone' });
  return cells.sort((a, b) => a.first - b.first);
}

function* mapRuns({ driver, generation }: Machine): Generator<readonly [number, number, number]> {
  const { runs } = generation.shape(driver);
  for (let i = 0; i < runs.length; i += 3) {
    const first = runs[i] as number;
    yield [first, first + (runs[i + 1] as number), runs[i + 2] as number];
  }
}

/** The parts of [first, end) that no cell covers. */
function holes(cells: readonly Cell[], first: number, end: number): (readonly [number, number])[] {
  const out: (readonly [number, number])[] = [];
  let at = first;
  for (const cell of [...cells].sort((a, b) => a.first - b.first)) {
    if (cell.end <= at || cell.first >= end) continue;
    if (cell.first > at) out.push([at, cell.first]);
    at = Math.max(at, cell.end);
  }
  if (at < end) out.push([at, end]);
  return out;
}

/** What has a bus address: the runs of a map, or, without one, the memory that is named by rule. */
function busRuns(
  machine: Machine,
  cells: readonly Cell[],
): Iterable<readonly [number, number, number]> {
  const { runs, direct } = machine.generation.shape(machine.driver);
  if (runs.length > 0 || direct === null) return mapRuns(machine);
  return cells
    .filter((c) => translate(machine, sectionStart(c.first), 'physical').bus !== null)
    .map((c) => [c.first, c.end, c.first]);
}

/** The map's runs, cut where the state of memory changes; entries left at flag 1 have no slot. */
function piecesOf(machine: Machine, cells: readonly Cell[]): readonly Piece[] {
  const out: Piece[] = [];
  let from = 0;
  for (const [first, end, slot] of busRuns(machine, cells)) {
    if (slot < 0) continue;
    while (from < cells.length && (cells[from] as Cell).end <= first) from += 1;
    for (let i = from; i < cells.length && (cells[i] as Cell).first < end; i++) {
      const cell = cells[i] as Cell;
      const start = Math.max(first, cell.first);
      out.push({ first: start, end: Math.min(end, cell.end), slot: slot + start - first });
    }
  }
  return out;
}

/** Neighbours drawn as one where there are too many. */
function together<T>(list: readonly T[], join: (first: T, last: T) => T): readonly T[] {
  if (list.length <= MOST) return list;
  const each = Math.ceil(list.length / MOST);
  const out: T[] = [];
  for (let i = 0; i < list.length; i += each)
    out.push(join(list[i] as T, list[Math.min(i + each, list.length) - 1] as T));
  return out;
}

/** Widths that grow with the logarithm of the size; every hole is as wide as the next. Many cells: in proportion. */
function axisOver(cells: readonly Cell[]): (section: number) => number {
  const end = cells.at(-1)?.end ?? 1;
  if (cells.length > MOST) return (section) => section / end;
  const stops: [section: number, at: number][] = [[0, 0]];
  let at = 0;
  for (const cell of cells) {
    if (cell.first > (stops.at(-1)?.[0] ?? 0)) {
      at += 1;
      stops.push([cell.first, at]);
    }
    at += 1 + Math.log2(cell.end - cell.first) / 2;
    stops.push([cell.end, at]);
  }
  const whole = at || 1;
  return (section) => {
    const next = stops.findIndex(([stop]) => stop >= section);
    const [above, high] = stops[next] ?? [end, whole];
    const [below, low] = stops[Math.max(0, next - 1)] ?? [0, 0];
    const part = above === below ? 1 : (section - below) / (above - below);
    return (low + (high - low) * part) / whole;
  };
}

function drawn(
  machine: Machine,
  { first, end, slot }: Piece,
  place: (section: number) => number,
  inBus: (slot: number) => number,
): Miniature['mapped'][number] {
  const { verdict, registered } = translate(machine, sectionStart(first), 'physical');
  const reached = registered === null ? null : sectionOf(BigInt(registered));
  return {
    at: [place(first), place(end)],
    slot: [inBus(slot), inBus(slot + end - first)],
    reaches: reached === null ? null : [place(reached), place(reached + end - first)],
    verdict,
  };
}
