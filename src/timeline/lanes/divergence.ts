/**
 * In what two lanes may differ, in the order in which it is told: the event itself (another one, or it does not fit on
 * one side), memory and what is armed over it, who is asked in which order, bytes and tables, what was answered, bus
 * addresses.
 */
export const KINDS = ['event', 'state', 'order', 'bytes', 'verdicts', 'map'] as const;
export type Kind = (typeof KINDS)[number];

/** One thing in which two lanes differ at one step. */
export interface Difference {
  readonly kind: Kind;
  /** Path of the value: `busMap.bytes`, `memory[0x1000000]`. */
  readonly where: string;
  /** Each side's value, as text; `nothing` where there is none. Never the same. */
  readonly left: string;
  readonly right: string;
  /** What the value is, for people: `16 MiB of memory at 2⁴⁴`. Says the same whichever side is left. */
  readonly words: string;
  /** True: it is so of the machine and lasts until something changes it; false: it happened in the step. */
  readonly lasting: boolean;
}

/** A difference and the steps through which it is the same. */
export interface Divergence extends Difference {
  readonly step: number;
  /** Last step of which it is true. */
  readonly last: number;
  /** The step from which this value is alike again; null: never again, or it happened and was over. */
  readonly alikeFrom: number | null;
}

/** Values of a lane by their paths, with the words for each. */
export type Values = ReadonlyMap<string, { readonly value: string; readonly words: string }>;

/** What one side says where it has no such value. */
export const NOTHING = 'nothing';

/** Where values of the same path differ, or only one side has it; by path, so that both ways round say the same. */
export function differenceOfValues(
  about: Pick<Difference, 'kind' | 'lasting'>,
  left: Values,
  right: Values,
): readonly Difference[] {
  const paths = [...new Set([...left.keys(), ...right.keys()])].sort(byCode);
  return paths.flatMap((where) => {
    const [l, r] = [left.get(where), right.get(where)];
    const words = (l ?? r)?.words ?? where;
    return l?.value === r?.value
      ? []
      : [{ ...about, where, left: l?.value ?? NOTHING, right: r?.value ?? NOTHING, words }];
  });
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
