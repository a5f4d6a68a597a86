/** A control that had the focus when the step under it changed. */
export interface Focused {
  /** `Remove my_veto` */
  readonly label: string;
  /** Its place among the controls of the same verb; -1: nobody else will do. */
  readonly rank: number;
}

const verbOf = (label: string): string => label.split(' ', 1)[0] ?? '';

const sameVerb = (labels: readonly string[], label: string): readonly string[] =>
  labels.filter((other) => verbOf(other) === verbOf(label));

export function focusedOf(labels: readonly string[], label: string): Focused {
  return { label, rank: sameVerb(labels, label).indexOf(label) };
}

/** Who has the focus next: the same control, else the one that took its place, else none. */
export function heirOf(was: Focused, labels: readonly string[]): string | null {
  if (labels.includes(was.label)) return was.label;
  const alike = sameVerb(labels, was.label);
  return alike[Math.min(was.rank, alike.length - 1)] ?? null;
}
