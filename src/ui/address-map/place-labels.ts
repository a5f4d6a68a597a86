/** A label that would like to stand somewhere. */
export interface Label {
  readonly key: string;
  /** Baseline. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly kind: LabelKind;
  /** Leading zeros, dimmed. */
  readonly dim?: string;
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

export type LabelKind =
  | 'address'
  | 'strong-address'
  | 'end'
  | 'hole'
  | 'hole-beyond'
  | 'hole-size'
  | 'hole-size-beyond'
  | 'gap'
  | 'tick'
  | 'note'
  | 'ghost'
  | 'strip'
  | 'strip-size'
  | 'moved'
  | 'far'
  | 'stair';

/** A box that is taken. */
export interface Taken {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Room between two labels of one line. */
const GAP = 10;

/** The box of a label. */
export function boxOf(label: Label): Taken {
  const shift = label.anchor === 'start' ? 0 : label.anchor === 'end' ? 1 : 0.5;
  const left = label.x - label.width * shift;
  return {
    left,
    right: left + label.width,
    top: label.y - label.height * 0.8,
    bottom: label.y + label.height * 0.25,
  };
}

const collide = (a: Taken, b: Taken): boolean =>
  a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom && b.top < a.bottom;

/** A label with shorter ways to say it; the first that fits is taken, or none. */
export type Wish = readonly Label[];

/**
 * Places labels in the order of the wishes (the most important first): each takes its longest form that touches
 * nothing and stays between the edges; a wish with no room is left out. A label is never moved onto another.
 */
export function placeLabels(
  wishes: readonly Wish[],
  taken: readonly Taken[],
  edges: readonly [number, number],
): readonly Label[] {
  const boxes = [...taken];
  const placed: Label[] = [];
  for (const wish of wishes) {
    for (const form of wish) {
      const label = nudge(form, edges);
      const box = boxOf(label);
      if (box.left < edges[0] - 1 || box.right > edges[1] + 1) continue;
      if (boxes.some((other) => collide(box, other))) continue;
      boxes.push(box);
      placed.push(label);
      break;
    }
  }
  return placed;
}

/** Keeps a label at an edge inside by turning its anchor. */
function nudge(label: Label, [low, high]: readonly [number, number]): Label {
  const box = boxOf(label);
  if (label.anchor !== 'middle') return label;
  if (box.left < low && label.x >= low - label.width / 2)
    return { ...label, x: low, anchor: 'start' };
  if (box.right > high && label.x <= high + label.width / 2)
    return { ...label, x: high, anchor: 'end' };
  return label;
}
