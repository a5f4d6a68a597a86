import { ADDRESS_END, groupHex } from '../../machine/units/address.ts';
import { formatPower } from '../../machine/units/bytes.ts';
import type { Label, LabelKind, Wish } from './place-labels.ts';
import { mono, sans, widthOf } from './type.ts';

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

export interface Spot {
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

const faces = new Map<LabelKind, Face>();
let facesFor = 0;

function faceOf(kind: LabelKind, rem: number): Face {
  if (rem !== facesFor) faces.clear();
  facesFor = rem;
  const known = faces.get(kind);
  if (known) return known;
  const font = FONTS[kind](rem);
  const height = Number.parseFloat(font.split(' ')[1] ?? '12');
  const face = { font, height, isMono: font.includes('Mono') };
  faces.set(kind, face);
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
export function addressForms(spot: Spot, address: bigint, rem: number): Wish {
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
