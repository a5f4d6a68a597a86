import { formatCount, formatSize } from '../../machine/units/bytes.ts';
import { crowdOf } from './band-marks.ts';
import { type Extents, firstPair, holeAt } from './extents.ts';
import { holesInSight } from './holes-in-sight.ts';
import { countInstalled } from './installed.ts';
import { makeLabel, type Spot } from './label.ts';
import { addressLine } from './layout.ts';
import type { Picture } from './picture.ts';
import type { LabelKind, Wish } from './place-labels.ts';
import { sectionsInSight } from './sight.ts';
import { isWhole } from './viewport.ts';

/** What the marks alone cannot say: how many there are, how wide the gaps between them, how little all of it is. */
export const sightWords = (pic: Picture): readonly Wish[] =>
  pic.layout.upright
    ? uprightCrowd(pic)
    : [
        ...ghostWords(pic),
        ...crowdWords(pic),
        ...windowWords(pic),
        ...emptinessWishes(pic),
        ...scaleWords(pic),
      ];

const sections = (low: number, high: number): string =>
  low === high
    ? `${formatCount(low)} ${low === 1 ? 'section' : 'sections'}`
    : `${formatCount(low)} to ${formatCount(high)} sections`;

/** Least and widest hole between memory, in sections. */
type Bounds = readonly [number, number];

const knownBounds = new WeakMap<Extents, Bounds>();

function boundsOf(extents: Extents): Bounds {
  const known = knownBounds.get(extents);
  if (known) return known;
  const { memory } = extents;
  let least = Number.POSITIVE_INFINITY;
  let widest = 0;
  for (let i = 2; i < memory.length; i += 2) {
    const size = (memory[i] ?? 0) - (memory[i - 1] ?? 0);
    least = Math.min(least, size);
    widest = Math.max(widest, size);
  }
  const made: Bounds = [least, widest];
  knownBounds.set(extents, made);
  return made;
}

/** `8,192 sections`: what is installed of all that is in sight. */
function installed(pic: Picture): string {
  const [left, right] = sectionsInSight(pic);
  const count = countInstalled(pic.extents, Math.floor(left), Math.ceil(right));
  return sections(count, count);
}

/** More runs than pixels, all to one scale: how many, and what lies between them. */
function crowdLines(pic: Picture): readonly string[] {
  const runs = pic.axis.kind === 'broken' ? crowdOf(pic) : 0;
  if (runs === 0) return [];
  const [left, right] = sectionsInSight(pic);
  const { memory } = pic.extents;
  const holes = firstPair(memory, right) - firstPair(memory, left) - 1;
  const many = `${formatCount(runs)} runs in sight, ${installed(pic)}`;
  const close = 'too close together to draw one by one';
  if (holes < 1) return [many, close];
  return [
    many,
    close,
    `between them ${formatCount(holes)} holes of ${sections(...boundsOf(pic.extents))}`,
  ];
}

function crowdWords(pic: Picture): readonly Wish[] {
  const [many, close, between] = crowdLines(pic);
  if (many === undefined || pic.ghost) return [];
  const { layout } = pic;
  const spot: Spot = {
    ...{ key: 'crowd', x: layout.start + layout.length / 2, y: addressLine(layout), kind: 'note' },
  };
  const texts = between
    ? [`${many}, ${close}; ${between}`, `${many}; ${between}`, between]
    : [`${many}, ${close}`, many];
  return [texts.map((text) => makeLabel(spot, text, layout.rem))];
}

function runsInSight(pic: Picture): number {
  const { memory } = pic.extents;
  const [left, right] = sectionsInSight(pic);
  const last = firstPair(memory, right);
  return last - firstPair(memory, left) + ((memory[2 * last] ?? right) < right ? 1 : 0);
}

/** Up to so many runs are counted by eye (ours). */
const BY_EYE = 8;

/** Runs that can be told apart, but hardly counted: how much of all the memory is in the window. */
function windowWords(pic: Picture): readonly Wish[] {
  const { layout, projection, extents } = pic;
  if (pic.ghost || isWhole(projection.view) || crowdOf(pic) > 0) return [];
  const runs = runsInSight(pic);
  if (runs <= BY_EYE) return [];
  const spot: Spot = {
    ...{ key: 'crowd', x: layout.start + layout.length / 2, y: addressLine(layout), kind: 'note' },
  };
  const text = `${formatCount(runs)} runs in sight, ${installed(pic)} of ${formatCount(extents.sections)}`;
  return [[makeLabel(spot, text, layout.rem)]];
}

/** Beside the upright band, in short lines. */
function uprightCrowd(pic: Picture): readonly Wish[] {
  const { layout } = pic;
  const { rem, band } = layout;
  const words = crowdLines(pic).join(', ').split(' ');
  const room = layout.bus.at - band.at - band.size - 16 * rem;
  const lines: string[] = [];
  const label = (text: string, i: number) =>
    makeLabel(
      {
        ...{ key: `crowd${i}`, x: band.at + band.size + 8 * rem, anchor: 'start', kind: 'tick' },
        y: layout.start + (40 + i * 15) * rem,
      },
      text,
      rem,
    );
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && label(longer, 0).width <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return words[0] === '' ? [] : lines.map((text, i) => [label(text, i)]);
}

/** Where the hole under the part in the hand is too narrow to be seen: that it is one, and how wide. */
function ghostWords(pic: Picture): readonly Wish[] {
  const { ghost, layout } = pic;
  const hole = ghost && holeAt(pic.extents, Number(ghost.address >> 24n));
  if (!ghost || !hole || ghost.refused) return [];
  if (pic.x(hole[1]) - pic.x(hole[0]) > ghost.b - ghost.a) return [];
  const { rem } = layout;
  const middle = layout.start + (ghost.a + ghost.b) / 2;
  const spot = { key: 'free', y: layout.band.at - 21 * rem, kind: 'stair' } as const;
  const text = `free: a hole of ${sections(hole[1] - hole[0], hole[1] - hole[0])}`;
  const beside = 92 * rem;
  return [
    [
      makeLabel({ ...spot, x: middle + beside, anchor: 'start' }, text, rem),
      makeLabel({ ...spot, x: middle - beside, anchor: 'end' }, text, rem),
    ],
  ];
}

/** Marks on the band that can be told apart. */
function hairlines(pic: Picture): number {
  const { memory } = pic.extents;
  if (memory.length > 600) return Number.POSITIVE_INFINITY;
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < memory.length; i += 2) {
    const at = pic.x(memory[i] ?? 0);
    if (at - last < 4) continue;
    last = at;
    count += 1;
  }
  return count;
}

const pixels = (px: number): string =>
  px < 1 ? px.toFixed(12).replace(/(\.0*[1-9]).*$/, '$1') : px.toFixed(1);

/** To scale, all the memory is hairlines: said where the emptiness is widest. */
function emptinessWishes(pic: Picture): readonly Wish[] {
  const { layout, projection, extents } = pic;
  const { memory } = extents;
  const widest = holesInSight(pic)[0];
  if (!projection.linear || !isWhole(projection.view) || memory.length === 0 || !widest) return [];
  const px = extents.sections * projection.sectionPx;
  if (px > 1 || pic.ghost) return [];
  const lines = hairlines(pic);
  const end = pic.x(memory.at(-1) ?? 0);
  const isFirst = memory.length > 2 && (lines === 1 || lines > 12);
  if (isFirst && end > widest.a + 1) return [];
  const x = layout.start + (widest.a + widest.b) / 2;
  const spot = (dy: number, kind: LabelKind): Spot => ({
    ...{ key: `${kind}-all`, x, y: layout.band.at + dy * layout.rem, kind },
  });
  const what = isFirst
    ? `All the memory is in the first ${pixels(end)} px`
    : `All the memory is under ${lines === 1 ? 'this hairline' : `these ${formatCount(lines)} hairlines`}`;
  const size = formatSize(BigInt(extents.sections) << 24n);
  const drawn =
    isFirst && end > 3
      ? ''
      : lines > 1 && !isFirst
        ? 'each drawn 3 px wide; '
        : 'drawn 3 px wide; ';
  return [
    [makeLabel(spot(22, 'hole-beyond'), what, layout.rem)],
    [
      makeLabel(
        spot(38, 'hole-size-beyond'),
        `${drawn}to scale ${size} would be ${pixels(px)} px`,
        layout.rem,
      ),
    ],
  ];
}

/** Less than a section in sight is to scale whatever the axis: said, so that nobody looks for the difference. */
function scaleWords(pic: Picture): readonly Wish[] {
  const { layout, projection } = pic;
  if (!projection.linear || projection.view.span >= 1n << 24n) return [];
  const bytes = Number(projection.view.span) / layout.length;
  const px =
    bytes < 0.7
      ? `1/${formatCount(Math.round(1 / bytes))} byte`
      : `${formatCount(Math.round(bytes))} ${Math.round(bytes) === 1 ? 'byte' : 'bytes'}`;
  const spot: Spot = {
    key: 'scale',
    y: addressLine(layout),
    kind: 'tick',
    anchor: 'end',
    x: layout.start + layout.length - 136 * layout.rem,
  };
  const exact = Number(projection.view.span) % layout.length === 0 ? '' : '≈ ';
  return [
    [`1 px ${exact || '= '}${px}, the same on all three axes`, 'the same on all three axes'].map(
      (text) => makeLabel(spot, text, layout.rem),
    ),
  ];
}
