import { ADDRESS_END, groupHex } from '../../machine/units/address.ts';
import { formatCount, formatPower, formatSize } from '../../machine/units/bytes.ts';
import { captionFits, slotWords } from './caption.ts';
import { firstPair } from './extents.ts';
import type { Layout } from './layout.ts';
import { crowdOf, type Ribbon, sectionsInSight } from './marks.ts';
import { foreigners, neighbourWords } from './neighbours.ts';
import { isFold, limitOf } from './paint-holes.ts';
import { ribbonAt } from './paint-ribbons.ts';
import type { Painted } from './painted.ts';
import type { Picture } from './picture.ts';
import { type Label, type LabelKind, placeLabels, type Taken, type Wish } from './place-labels.ts';
import { power } from './section-name.ts';
import { sizeNames } from './size-words.ts';
import { powerTicks, strideTicks, type Tick } from './ticks.ts';
import { mono, sans, widthOf } from './type.ts';
import { isWhole } from './viewport.ts';

const bytes = (section: number): bigint => BigInt(section) << 24n;

const FONTS: Readonly<Record<LabelKind, (rem: number) => string>> = {
  address: (r) => mono(11 * r),
  'strong-address': (r) => mono(11 * r, 600),
  end: (r) => sans(13 * r),
  hole: (r) => sans(13.5 * r, 600),
  'hole-beyond': (r) => sans(13.5 * r, 600),
  'hole-size': (r) => sans(11 * r),
  'hole-size-beyond': (r) => sans(11 * r),
  gap: (r) => sans(12 * r, 600),
  tick: (r) => sans(11 * r),
  note: (r) => sans(11 * r),
  ghost: (r) => mono(12 * r, 600),
  strip: (r) => sans(12 * r, 600),
  'strip-size': (r) => sans(11 * r),
  moved: (r) => sans(12 * r, 600),
  far: (r) => sans(12 * r, 600),
  stair: (r) => sans(11 * r, 600),
};

interface Spot {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly anchor?: Label['anchor'];
  readonly kind: LabelKind;
}

interface Face {
  readonly font: string;
  readonly height: number;
  readonly isMono: boolean;
}

const faces = new Map<string, Face>();

function faceOf(kind: LabelKind, rem: number): Face {
  const key = `${kind} ${rem}`;
  const known = faces.get(key);
  if (known) return known;
  const font = FONTS[kind](rem);
  const height = Number.parseFloat(font.split(' ')[1] ?? '12');
  const face = { font, height, isMono: font.includes('Mono') };
  faces.set(key, face);
  return face;
}

/** A label with its measured size. */
export function makeLabel(spot: Spot, text: string, rem: number, dim?: string): Label {
  const { font, height, isMono } = faceOf(spot.kind, rem);
  const all = `${dim ?? ''}${text}`;
  // Groups of four stand a little closer than a blank of the typewriter face would put them.
  const blanks = isMono ? all.split(' ').length - 1 : 0;
  const width = widthOf(all, font) - blanks * 0.25 * height;
  return { anchor: 'middle', ...spot, text, width, height, ...(dim ? { dim } : {}) };
}

/** An address in fours, its leading zeros apart; then as a power of two if it is one. */
function addressForms(spot: Spot, address: bigint, rem: number): Wish {
  if (address === ADDRESS_END) return [makeLabel({ ...spot, kind: 'end' }, '2⁶⁴', rem)];
  const grouped = groupHex(address);
  const first = grouped.search(/[1-9a-f]/);
  const cut = first < 0 ? grouped.length - 1 : first;
  const long = makeLabel(spot, grouped.slice(cut), rem, grouped.slice(0, cut));
  const name = formatPower(address);
  if (name) return [long, makeLabel({ ...spot, kind: 'end' }, name, rem)];
  if (address === 0n) return [long, makeLabel(spot, '0', rem)];
  return [long, makeLabel(spot, grouped.slice(cut), rem)];
}

/** Everything written around the band, the most important first. */
export function labelsOf(pic: Picture, painted: Painted): readonly Label[] {
  const { layout } = pic;
  const edges: readonly [number, number] = layout.upright
    ? [layout.band.at, layout.bus.at + layout.bus.size]
    : [layout.start - 1, layout.width - layout.start + 1];
  const wishes = layout.upright
    ? uprightWishes(pic)
    : [...ghostWishes(pic), ...wideWishes(pic, painted), ...painted.extra];
  return [
    ...painted.strips,
    ...placeLabels(wishes, layout.upright ? uprightTaken(pic) : [], edges),
  ];
}

function wideWishes(pic: Picture, painted: Painted): readonly Wish[] {
  const holes = holesInSight(pic);
  return [
    ...edgeWishes(pic),
    ...busWishes(pic),
    ...neighbourWishes(pic),
    ...emptinessWishes(pic, holes),
    ...captionWish(pic),
    ...holes.flatMap((h) => holeWishes(pic, h)),
    ...tickWishes(pic, holes),
    ...shippedWish(pic, painted),
  ];
}

const addressLine = (layout: Layout): number =>
  layout.close ? layout.band.at - 9 * layout.rem : layout.band.at - 10 * layout.rem;

/** The exact address of the part in the hand, in its tag. */
function ghostWishes(pic: Picture): readonly Wish[] {
  const { ghost, layout } = pic;
  if (!ghost) return [];
  const x = layout.start + (ghost.a + ghost.b) / 2;
  const y = layout.band.at - 21 * layout.rem;
  return [[makeLabel({ key: 'ghost', x, y, kind: 'ghost' }, groupHex(ghost.address), layout.rem)]];
}

/** Addresses above: both ends of the window, then the edges of memory, those beside the widest holes first. */
function edgeWishes(pic: Picture): readonly Wish[] {
  const { layout, projection } = pic;
  const { rem, start, length } = layout;
  const y = addressLine(layout);
  const end = projection.view.origin + projection.view.span;
  const spot = (key: string, along: number, anchor: Label['anchor'], strong = false): Spot => ({
    key,
    x: start + along,
    y,
    anchor,
    kind: strong ? 'strong-address' : 'address',
  });
  const first = addressForms(spot('start', 0, 'start'), projection.view.origin, rem);
  const last = addressForms(spot('end', length, 'end'), end, rem);
  const isBroken = pic.axis.kind === 'broken';
  const starts: Wish[] = [];
  // Beside a small gap the gap's own name comes first.
  const lesser: Wish[] = [];
  let before = Number.NEGATIVE_INFINITY;
  const closes: Wish[] = [];
  for (const [from, to] of memoryInSight(pic)) {
    const a = pic.x(from);
    const b = pic.x(to);
    const middle = b - a < 60 ? (a + b) / 2 : a;
    if (from > 0 && a > 4)
      (isBroken && a - before < 110 ? lesser : starts).push(
        addressForms(spot(`m${from}`, middle, 'middle', true), bytes(from), rem),
      );
    before = b;
    if (b < length - 4 && b - a > 120)
      closes.push(addressForms(spot(`h${to}`, b, 'middle'), bytes(to), rem));
  }
  return [last, ...starts, first, ...gapWishes(pic), ...closes, ...lesser];
}

/** Stretches of memory in sight, at most so many that labels could have room. */
function memoryInSight(pic: Picture): readonly (readonly [number, number])[] {
  if (crowdOf(pic) > 0) return [];
  const { memory } = pic.extents;
  const [left, right] = sectionsInSight(pic);
  const out: [number, number][] = [];
  let i = firstPair(memory, left);
  for (; i * 2 < memory.length && out.length < 80; i++) {
    const first = memory[i * 2] ?? 0;
    if (first >= right) break;
    out.push([first, memory[i * 2 + 1] ?? 0]);
  }
  return out;
}

/** Bus addresses below the rows: where they begin, and where they end if that is not said beside them. */
function busWishes(pic: Picture): readonly Wish[] {
  const { layout } = pic;
  if (pic.segments.slots === 0) return [];
  const y = layout.pages.at + layout.pages.size + 15 * layout.rem;
  const low = Math.max(0, pic.bus.anchor - pic.bus.at / pic.bus.scale);
  const spot = (key: string, x: number, anchor: Label['anchor']): Spot => ({
    ...{ key, x, y, anchor, kind: 'address' },
  });
  const first = busAddress(low);
  const from = layout.start + Math.max(0, pic.bx(low));
  const start = addressForms(spot('bus-start', from, 'start'), first, layout.rem).slice(0, 1);
  if (!layout.close) return [start];
  const high = Math.min(
    pic.segments.slots,
    pic.bus.anchor + (layout.length - pic.bus.at) / pic.bus.scale,
  );
  const to = layout.start + Math.min(layout.length, pic.bx(high));
  const end = addressForms(spot('bus-end', to, 'end'), busAddress(high) - 1n, layout.rem);
  return [start, end.slice(0, 1)];
}

/** On a close view: where the slots beside come from, and how far that is. */
function neighbourWishes(pic: Picture): readonly Wish[] {
  const { layout } = pic;
  const wishes: Wish[] = foreigners(pic).flatMap(({ mark, side, address }): Wish[] => {
    const x =
      layout.start +
      (side === 'left' ? Math.max(0, mark.c) + 8 : Math.min(layout.length, mark.d) - 8);
    const anchor = side === 'left' ? 'start' : 'end';
    const spot = { key: `far${mark.slot}`, x, y: layout.bus.at - 9 * layout.rem, anchor } as const;
    const text = `from ${groupHex(address)}, far to the ${side}`;
    const kind = mark.kind === 'moved' ? 'moved' : 'far';
    const label = makeLabel({ ...spot, kind }, text, layout.rem);
    const room = Math.min(layout.length, mark.d) - Math.max(0, mark.c) - 24;
    return label.width < room ? [[label]] : [];
  });
  const words = neighbourWords(pic);
  if (!words) return wishes;
  const y = layout.pages.at + layout.pages.size + 15 * layout.rem;
  const spot = { key: 'neighbours', x: layout.start + words.at, y, kind: 'gap' } as const;
  return [...wishes, [makeLabel(spot, words.text, layout.rem)]];
}

/** Where the slots leave no room beside them, their caption stands in the line below. */
function captionWish(pic: Picture): readonly Wish[] {
  const { layout, segments } = pic;
  if (layout.close || segments.slots === 0 || captionFits(pic)) return [];
  const y = layout.pages.at + layout.pages.size + 15 * layout.rem;
  const spot = {
    key: 'caption',
    x: layout.start + layout.room,
    y,
    kind: 'note',
    anchor: 'end',
  } as const;
  return [[makeLabel(spot, `Bus space, dense: ${slotWords(pic)}`, layout.rem)]];
}

/** To scale, all the memory is hairlines: said where the emptiness is widest. */
function emptinessWishes(pic: Picture, holes: readonly SeenHole[]): readonly Wish[] {
  const { layout, projection, extents } = pic;
  const count = extents.memory.length / 2;
  const widest = holes[0];
  if (!projection.linear || !isWhole(projection.view) || count === 0 || !widest || pic.ghost)
    return [];
  if (extents.sections * projection.sectionPx > 1) return [];
  const x = layout.start + (widest.a + widest.b) / 2;
  const px = (extents.sections * projection.sectionPx).toFixed(12).replace(/(\.0*[1-9]).*$/, '$1');
  const spot = (dy: number, kind: LabelKind): Spot => ({
    ...{ key: `${kind}-all`, x, y: layout.band.at + dy * layout.rem, kind },
  });
  const lines = count === 1 ? 'this hairline' : `these ${formatCount(count)} hairlines`;
  const size = formatSize(BigInt(extents.sections) << 24n);
  return [
    [makeLabel(spot(22, 'hole-beyond'), `All the memory is under ${lines}`, layout.rem)],
    [
      makeLabel(
        spot(38, 'hole-size-beyond'),
        `each drawn 3 px wide; to scale ${size} would be ${px} px`,
        layout.rem,
      ),
    ],
  ];
}

/** Bus address of a slot with fraction, to the byte. */
const busAddress = (slot: number): bigint => {
  const whole = Math.floor(slot);
  return (1n << 63n) + (BigInt(whole) << 24n) + BigInt(Math.round((slot - whole) * 2 ** 24));
};

interface SeenHole {
  readonly first: number;
  readonly end: number;
  /** As drawn, clipped to the window. */
  readonly a: number;
  readonly b: number;
  readonly folded: boolean;
}

const seenHoles = new WeakMap<Picture, readonly SeenHole[]>();

/** The holes in sight, the widest first; once per frame. */
export function holesInSight(pic: Picture): readonly SeenHole[] {
  const known = seenHoles.get(pic);
  if (known) return known;
  const holes = findHoles(pic);
  seenHoles.set(pic, holes);
  return holes;
}

function findHoles(pic: Picture): readonly SeenHole[] {
  if (crowdOf(pic) > 0) return [];
  const { holes } = pic.extents;
  const [left, right] = sectionsInSight(pic);
  const out: SeenHole[] = [];
  for (let i = firstPair(holes, left); i * 2 < holes.length && out.length < 120; i++) {
    const first = holes[i * 2] ?? 0;
    if (first >= right) break;
    const end = holes[i * 2 + 1] ?? 0;
    const a = Math.max(0, pic.x(first));
    const b = Math.min(pic.layout.length, pic.x(end));
    out.push({ first, end, a, b, folded: isFold(pic, first) });
  }
  return out.sort((p, q) => q.b - q.a - (p.b - p.a));
}

/** Name and size of a hole, in the middle of what the kernel can see of it - or of what it cannot, if that is wider. */
function holeWishes(pic: Picture, hole: SeenHole): readonly Wish[] {
  const limit = Math.max(hole.a, Math.min(hole.b, pic.x(limitOf(pic))));
  const isBeyond = hole.b - limit > limit - hole.a;
  const [from, to] = isBeyond ? [limit, hole.b] : [hole.a, limit];
  const pieces = pic.ghost ? splitAt(pic, hole, from, to) : [{ ...hole, a: from, b: to }];
  return pieces.flatMap((piece) => namePiece(pic, piece, isBeyond));
}

/** The ghost parts a hole in two, each with its own size. */
function splitAt(pic: Picture, hole: SeenHole, from: number, to: number): readonly SeenHole[] {
  const { ghost } = pic;
  const whole = { ...hole, a: from, b: to };
  if (!ghost || ghost.b < from || ghost.a > to) return [whole];
  const first = Number(ghost.address >> 24n);
  const end = Number((ghost.address + ghost.size) >> 24n);
  if (first < hole.first || end > hole.end) return [whole];
  return [
    { ...whole, end: first, b: ghost.a },
    { ...whole, first: end, a: ghost.b },
  ].filter((p) => p.end > p.first);
}

function namePiece(pic: Picture, hole: SeenHole, isBeyond: boolean): readonly Wish[] {
  const { layout } = pic;
  const room = hole.b - hole.a - 22;
  const size = bytes(hole.end - hole.first);
  const names = sizeNames(size);
  const x = layout.start + (hole.a + hole.b) / 2;
  const fits = (l: Label): boolean => l.width <= room;
  const spot = (dy: number, kind: LabelKind): Spot => ({
    key: `${kind}${hole.first}`,
    x,
    y: layout.band.at + dy * layout.rem,
    kind,
  });
  const forms = [`${names[0]} of nothing`, ...names].map((text) =>
    makeLabel(spot(22, isBeyond ? 'hole-beyond' : 'hole'), text, layout.rem),
  );
  const fitting = forms.filter(fits);
  if (fitting.length === 0) return [];
  const under = subtitles(pic, hole, isBeyond)
    .map((text) =>
      makeLabel(spot(38, isBeyond ? 'hole-size-beyond' : 'hole-size'), text, layout.rem),
    )
    .filter(fits);
  if (layout.band.size < 44 * layout.rem || under.length === 0)
    return [
      fitting.map((l) => ({ ...l, y: layout.band.at + layout.band.size / 2 + 5 * layout.rem })),
    ];
  return [fitting, under];
}

function subtitles(pic: Picture, hole: SeenHole, isBeyond: boolean): readonly string[] {
  const { physicalBits } = pic.scene.config;
  const count = hole.end - hole.first;
  const sections = `hole of ${formatCount(count)} ${count === 1 ? 'section' : 'sections'}`;
  if (isBeyond)
    return [`this kernel ends at ${power(physicalBits)}`, `ends at ${power(physicalBits)}`];
  return pic.ghost ? ['hole'] : [sections, 'hole'];
}

/** Holes too narrow for their name have it above, the widest first. */
const gapWishes = (pic: Picture): readonly Wish[] =>
  holesInSight(pic)
    .filter((h) => !h.folded && h.b - h.a < 90 && pic.axis.kind === 'broken')
    .slice(0, 40)
    .flatMap((h) => gapName(pic, h, sizeNames(bytes(h.end - h.first))[0] ?? ''));

/** A small gap has its name above. */
function gapName(pic: Picture, hole: SeenHole, name: string): readonly Wish[] {
  const { layout } = pic;
  if (hole.b - hole.a < 6) return [];
  const spot: Spot = {
    key: `gap${hole.first}`,
    x: layout.start + (hole.a + hole.b) / 2,
    y: addressLine(layout),
    kind: 'gap',
  };
  return [[makeLabel(spot, `${name} of nothing`, layout.rem), makeLabel(spot, name, layout.rem)]];
}

const seenTicks = new WeakMap<Picture, readonly Tick[]>();

/** Ticks that are drawn, for the marks below the band; once per frame. */
export function ticksOf(pic: Picture, holes: readonly SeenHole[]): readonly Tick[] {
  const known = seenTicks.get(pic);
  if (known) return known;
  const ticks = findTicks(pic, holes);
  seenTicks.set(pic, ticks);
  return ticks;
}

function findTicks(pic: Picture, holes: readonly SeenHole[]): readonly Tick[] {
  const { axis, projection, layout } = pic;
  const gap = 44 * layout.rem;
  if (layout.close) return [];
  if (projection.linear) return strideTicks(projection, widestTick(pic));
  if (axis.kind === 'logarithmic') return powerTicks(projection, 0n, ADDRESS_END, gap);
  return holes
    .filter((h) => h.folded && h.b - h.a > 90)
    .slice(0, 12)
    .flatMap((h) => powerTicks(projection, bytes(h.first), bytes(h.end), gap))
    .filter((t) => t.x > 8 && t.x < layout.length - 8);
}

const widestTick = (pic: Picture): number =>
  pic.projection.view.origin + pic.projection.view.span > 1n << 62n &&
  pic.projection.view.span < 1n << 54n
    ? 170 * pic.layout.rem
    : 84 * pic.layout.rem;

function tickWishes(pic: Picture, holes: readonly SeenHole[]): readonly Wish[] {
  const { layout } = pic;
  const y = layout.band.at + layout.band.size + 16 * layout.rem;
  return ticksOf(pic, holes).map((t) => [
    makeLabel(
      { key: `t${t.address}`, x: layout.start + t.x, y, kind: 'tick' },
      t.label,
      layout.rem,
    ),
  ]);
}

/** Where the kernel ended as it was shipped, if the scene lets it go on. */
export function shippedAt(pic: Picture): number | null {
  const { scene, layout } = pic;
  if (scene.shippedBits >= scene.config.physicalBits || pic.ghost || layout.upright) return null;
  if (pic.axis.kind === 'proportional' || pic.projection.linear) return null;
  const x = pic.x(2 ** (scene.shippedBits - 24));
  return x > 60 && x < layout.length - 60 ? x : null;
}

function shippedWish(pic: Picture, painted: Painted): readonly Wish[] {
  const label = shippedLabel(pic, painted.ribbons);
  return label ? [[label]] : [];
}

/** Says where the kernel ended, on a spot that no ribbon crosses. */
export function shippedLabel(pic: Picture, ribbons: readonly Ribbon[]): Label | null {
  const at = shippedAt(pic);
  if (at === null || pic.shown.before.length > 0) return null;
  const { layout, scene } = pic;
  const y = layout.band.at + layout.band.size + 43 * layout.rem;
  const t = (y - 4 - layout.ribbons) / (layout.bus.at - layout.ribbons);
  const text =
    scene.shippedBits === 44
      ? 'as shipped in 2008, the kernel ended here'
      : 'as shipped, the kernel ended here';
  for (const shift of [42, 0, -42, 120]) {
    const label = makeLabel(
      { key: 'shipped', x: layout.start + at + shift, y, anchor: 'end', kind: 'note' },
      text,
      layout.rem,
    );
    const left = label.x - label.width - layout.start;
    const right = label.x - layout.start;
    const clear = ribbons.every((r) => {
      const [a, b] = ribbonAt(r, t, pic);
      return b < left - 8 || a > right + 8;
    });
    if (clear) return label;
  }
  return null;
}

/** On the upright axis the labels stand beside the band. */
function uprightWishes(pic: Picture): readonly Wish[] {
  const { layout, projection } = pic;
  const { rem, start, length, band } = layout;
  const x = band.at + band.size + 8 * rem;
  const spot = (key: string, along: number): Spot => ({
    key,
    x,
    y: start + along + 11 * rem,
    anchor: 'start',
    kind: 'address',
  });
  const wishes: Wish[] = [];
  for (const [first, end] of memoryInSight(pic)) {
    const a = pic.x(first);
    const b = pic.x(end);
    if (first > 0 && a > 0 && a < length - 14)
      wishes.push(plain(spot(`m${first}`, b - a < 40 ? b + 1 : a), bytes(first), rem));
    if (b > 0 && b < length - 14 && b - a > 40)
      wishes.push(plain(spot(`h${end}`, b + 1), bytes(end), rem));
  }
  wishes.push([
    makeLabel(
      { ...spot('end', length - 14 * rem), kind: 'address' },
      projection.view.origin + projection.view.span === ADDRESS_END
        ? '2⁶⁴'
        : groupHex(projection.view.origin + projection.view.span),
      rem,
    ),
  ]);
  if (pic.ghost) {
    const y = start + (pic.ghost.a + pic.ghost.b) / 2 + 4 * rem;
    const tag = { key: 'ghost', x: x + 4 * rem, y, anchor: 'start', kind: 'ghost' } as const;
    wishes.unshift([makeLabel(tag, groupHex(pic.ghost.address), rem)]);
  }
  return [...wishes, ...holesInSight(pic).flatMap((h) => uprightHole(pic, h))];
}

/** `0x1000 0000`: without leading zeros, for want of room. */
function plain(spot: Spot, address: bigint, rem: number): Wish {
  const digits = groupHex(address).replace(/^[0 ]+(?=.)/, '');
  return [
    makeLabel(spot, `0x${digits}`, rem),
    makeLabel(spot, formatPower(address) ?? digits, rem),
  ];
}

function uprightHole(pic: Picture, hole: SeenHole): readonly Wish[] {
  const { layout } = pic;
  const limit = pic.x(limitOf(pic));
  const isBeyond = hole.b - limit > limit - hole.a;
  const room = hole.b - hole.a - 10;
  const names = sizeNames(bytes(hole.end - hole.first));
  const kind = isBeyond ? 'hole-beyond' : 'hole';
  const lines = (names[0] ?? '').split(/(?<= −) | (?=\+ )/);
  const step = 17 * layout.rem;
  const middle = layout.start + (hole.a + hole.b) / 2 + 5 * layout.rem;
  const x = layout.band.at + layout.band.size / 2;
  const made = lines.map((text, i) =>
    makeLabel(
      {
        key: `${kind}${hole.first}.${i}`,
        x,
        y: middle + (i - (lines.length - 1) / 2) * step,
        kind,
      },
      text,
      layout.rem,
    ),
  );
  if (lines.length * step <= room && made.every((l) => l.width < layout.band.size - 6))
    return made.map((l) => [l]);
  const short = makeLabel(
    { key: `${kind}${hole.first}`, x, y: middle, kind },
    names.at(-1) ?? '',
    layout.rem,
  );
  return step <= room && short.width < layout.band.size - 4 ? [[short]] : [];
}

/** The bus row's own place. */
const uprightTaken = (pic: Picture): readonly Taken[] => [
  {
    left: pic.layout.bus.at,
    right: pic.layout.width,
    top: 0,
    bottom: pic.layout.start + pic.bx(pic.segments.slots),
  },
];
