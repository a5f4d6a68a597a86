import type { Box } from '../../kit/place.ts';

/** Names beside the marks of a picture, none over another. Pure: it is told how wide each is. */

export interface Named<Id extends string = string> {
  readonly id: Id;
  readonly x: number;
  readonly y: number;
  /** Half the side of its mark. */
  readonly half: number;
  readonly width: number;
  readonly height: number;
  /** It is left out where it has no room right beside its mark. */
  readonly spare?: boolean;
}

export interface Placed<Id extends string = string> {
  readonly id: Id;
  /** Of its name. */
  readonly box: Box;
  /** From mark to name where the name does not stand right beside it; null: it needs no line. */
  readonly leader: Line | null;
}

export interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Ground {
  readonly bounds: Box;
  /** What no name may cover: other words. */
  readonly taken?: readonly Box[];
  /** What a name had better not cover: whiskers, faint marks. */
  readonly faint?: readonly Box[];
}

const GAP = 5;
/** How far from its mark a name may be moved, in steps. */
const RINGS = [0, 14, 26, 40, 56, 76, 100, 130, 170] as const;
const DIRECTIONS = 16;
/** The price of a place, in pixels of distance. */
const PRICE = { faint: 7, crossing: 40, besideAnother: 16, notRight: 2 } as const;
/** With anything below it or another mark beside it there is no room for a spare name. */
const SPARE_PRICE = PRICE.faint;
/** Each name looks again for a better place when the others have found theirs. */
const ROUNDS = 3;

const overlaps = (a: Box, b: Box, air = 0): boolean =>
  a.left < b.left + b.width + air &&
  b.left < a.left + a.width + air &&
  a.top < b.top + b.height + air &&
  b.top < a.top + a.height + air;

const within = (a: Box, b: Box): boolean =>
  a.left >= b.left &&
  a.top >= b.top &&
  a.left + a.width <= b.left + b.width &&
  a.top + a.height <= b.top + b.height;

const boxOf = ({ x, y, half }: Named): Box => ({
  left: x - half,
  top: y - half,
  width: 2 * half,
  height: 2 * half,
});

interface Candidate {
  readonly box: Box;
  readonly leader: Line | null;
  /** What it costs before one looks at what is around. */
  readonly price: number;
}

/** Places for the name: beside its mark, then in growing rings around it. */
function candidates(mark: Named): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const ring of RINGS)
    for (let d = 0; d < DIRECTIONS; d += 1) {
      // To the right first, then to the left, then above and below.
      const angle = (2 * Math.PI * d) / DIRECTIONS;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const reach = mark.half + GAP + ring;
      const box = {
        left: mark.x + reach * cos + (mark.width / 2) * (round(cos) - 1),
        top: mark.y + reach * sin + (mark.height / 2) * (round(sin) - 1),
        width: mark.width,
        height: mark.height,
      };
      const leader = ring === 0 ? null : lineTo(mark, box);
      found.push({ box, leader, price: ring + (d === 0 ? 0 : PRICE.notRight + Math.abs(sin)) });
    }
  return found;
}

/** -1, 0 or 1: on which side of the mark the name stands. */
const round = (part: number): number => (Math.abs(part) < 0.4 ? 0 : Math.sign(part));

const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(value, high));

/** From the edge of a mark to the nearest point of its name. */
function lineTo(mark: Named, box: Box): Line {
  const x2 = clamp(mark.x, box.left - 2, box.left + box.width + 2);
  const y2 = clamp(mark.y, box.top, box.top + box.height);
  const length = Math.hypot(x2 - mark.x, y2 - mark.y) || 1;
  const start = mark.half + 1;
  return {
    x1: mark.x + ((x2 - mark.x) * start) / length,
    y1: mark.y + ((y2 - mark.y) * start) / length,
    x2,
    y2,
  };
}

/** True if the line comes through the box (Liang and Barsky's clipping). */
function crosses({ x1, y1, x2, y2 }: Line, box: Box): boolean {
  let [enter, leave] = [0, 1];
  const sides = [
    [x1 - x2, x1 - box.left],
    [x2 - x1, box.left + box.width - x1],
    [y1 - y2, y1 - box.top],
    [y2 - y1, box.top + box.height - y1],
  ] as const;
  for (const [direction, distance] of sides) {
    if (direction === 0 && distance < 0) return false;
    if (direction < 0) enter = Math.max(enter, distance / direction);
    if (direction > 0) leave = Math.min(leave, distance / direction);
  }
  return enter <= leave;
}

interface Around {
  readonly bounds: Box;
  readonly hard: readonly Box[];
  readonly faint: readonly Box[];
  readonly marks: readonly Box[];
  readonly placed: readonly Placed[];
}

/** What a place costs; null where the name may not stand. */
function costOf({ box, leader, price }: Candidate, around: Around): number | null {
  if (!within(box, around.bounds)) return null;
  if (around.hard.some((other) => overlaps(box, other, 1))) return null;
  if (around.placed.some((other) => overlaps(box, other.box, 2))) return null;
  let cost = price;
  for (const other of around.faint) if (overlaps(box, other)) cost += PRICE.faint;
  // Right beside another mark it would be read as that one's name.
  for (const other of around.marks) if (overlaps(box, other, GAP + 3)) cost += PRICE.besideAnother;
  for (const other of around.placed) {
    if (leader && crosses(leader, other.box)) cost += PRICE.crossing;
    if (other.leader && crosses(other.leader, box)) cost += PRICE.crossing;
  }
  if (leader) for (const other of around.marks) if (crosses(leader, other)) cost += PRICE.crossing;
  return cost;
}

function bestOf(
  all: readonly Candidate[],
  around: Around,
  most = Number.POSITIVE_INFINITY,
): Candidate | null {
  let best: Candidate | null = null;
  let least = most;
  for (const one of all) {
    if (one.price >= least) continue;
    const cost = costOf(one, around);
    if (cost === null || cost >= least) continue;
    best = one;
    least = cost;
  }
  return best;
}

/** Anywhere at all: for a corner in which no ring has room. */
function anywhere(mark: Named, bounds: Box): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let top = bounds.top; top + mark.height <= bounds.top + bounds.height; top += mark.height)
    for (let left = bounds.left; left + mark.width <= bounds.left + bounds.width; left += 12) {
      const box = { left, top, width: mark.width, height: mark.height };
      const leader = lineTo(mark, box);
      found.push({ box, leader, price: Math.hypot(leader.x2 - mark.x, leader.y2 - mark.y) });
    }
  return found;
}

/** A spare name stands right beside its mark or not at all; any other as near as it can. */
function placeOf(mark: Named, around: Around): Candidate | null {
  const all = candidates(mark);
  if (mark.spare)
    return bestOf(
      all.filter(({ leader }) => leader === null),
      around,
      SPARE_PRICE,
    );
  return bestOf(all, around) ?? bestOf(anywhere(mark, around.bounds), around);
}

/**
 * A place for each name, the crowded first and the spare last; a name for which there is truly none is left out, and
 * is said where the mark is pointed at.
 */
export function placeNames<Id extends string>(
  marks: readonly Named<Id>[],
  { bounds, taken = [], faint = [] }: Ground,
): readonly Placed<Id>[] {
  const boxes = marks.map(boxOf);
  const hard = [...boxes, ...taken];
  let placed: readonly Placed<Id>[] = [];
  const order = [...marks.keys()].sort(
    (a, b) => spareness(marks, a) - spareness(marks, b) || crowd(marks, b) - crowd(marks, a),
  );
  for (let round = 0; round < ROUNDS; round += 1)
    for (const index of order) {
      const mark = marks[index] as Named<Id>;
      const others = placed.filter(({ id }) => id !== mark.id);
      const around = {
        bounds,
        hard,
        faint,
        marks: boxes.filter((_, i) => i !== index),
        placed: others,
      };
      const found = placeOf(mark, around);
      placed = found ? [...others, { id: mark.id, box: found.box, leader: found.leader }] : others;
    }
  return placed;
}

const spareness = (marks: readonly Named[], index: number): number => (marks[index]?.spare ? 1 : 0);

/** Marks near by. */
const crowd = (marks: readonly Named[], index: number): number => {
  const { x, y } = marks[index] as Named;
  return marks.filter((other) => Math.abs(other.x - x) < 120 && Math.abs(other.y - y) < 40).length;
};
