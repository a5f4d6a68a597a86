import { ADDRESS_END, groupHex } from '../../machine/units/address.ts';
import { formatPower } from '../../machine/units/bytes.ts';
import { sectionStart } from '../../machine/units/section.ts';
import { holesInSight, memoryInSight, type SeenHole } from './holes-in-sight.ts';
import { makeLabel, type Spot } from './label.ts';
import { limitOf } from './paint-holes.ts';
import type { Picture } from './picture.ts';
import type { Taken, Wish } from './place-labels.ts';
import { sizeNames } from './size-words.ts';

/** On the upright axis the labels stand beside the band. */
export function uprightWishes(pic: Picture): readonly Wish[] {
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
      wishes.push(plain(spot(`m${first}`, b - a < 40 ? b + 1 : a), sectionStart(first), rem));
    if (b > 0 && b < length - 14 && b - a > 40)
      wishes.push(plain(spot(`h${end}`, b + 1), sectionStart(end), rem));
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
    const grouped = groupHex(pic.ghost.address);
    const forms = [grouped, `0x${grouped.replace(/^[0 ]+(?=.)/, '')}`];
    const name = formatPower(pic.ghost.address);
    wishes.unshift([...forms, ...(name ? [name] : [])].map((text) => makeLabel(tag, text, rem)));
  }
  return [...wishes, ...mapless(pic), ...holesInSight(pic).flatMap((h) => uprightHole(pic, h))];
}

/** The rows stay empty where the driver keeps no map: that is said in them. */
function mapless({ shown, layout }: Picture): readonly Wish[] {
  const { direct, kind } = shown.map;
  if (direct === null) return [];
  const { bus, start, rem } = layout;
  const what = kind === 'linear' ? 'No map' : 'No slots';
  const lines = broken(`${what}: the bus address is ${direct}.`);
  return lines.map((text, i) => {
    const y = start + (14 + 15 * i) * rem;
    return [
      makeLabel({ key: `mapless${i}`, x: bus.at, y, anchor: 'start', kind: 'note' }, text, rem),
    ];
  });
}

/** Characters that the rows have room for. */
const LINE = 16;

function broken(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && longer.length <= LINE) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
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
  const { layout, ghost } = pic;
  // The part in the hand lies on the name.
  if (ghost && ghost.b > hole.a && ghost.a < hole.b) return [];
  const limit = pic.x(limitOf(pic));
  const isBeyond = hole.b - limit > limit - hole.a;
  const room = hole.b - hole.a - 10;
  const names = sizeNames(sectionStart(hole.end - hole.first));
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
export const uprightTaken = (pic: Picture): readonly Taken[] => [
  {
    left: pic.layout.bus.at,
    right: pic.layout.width,
    top: 0,
    bottom: pic.layout.start + pic.bx(pic.segments.slots),
  },
];
