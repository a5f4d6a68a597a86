import { counted } from '../../machine/units/bytes.ts';
import type { Comparison, Lane } from './compare-lanes.ts';
import { type Divergence, KINDS } from './divergence.ts';

/** A column is padded up to so many characters; what is longer pushes the rest of its own line (ours). */
const MOST_PADDED = 60;

const HEAD = ['step', 'kind', 'what', 'left', 'right'];

/**
 * What differs, for copying: a line each, in the order in which they begin, aligned, with the steps through which it is
 * so, both values, and where it is alike again. Ends with a line break.
 */
export function differencesText(result: Comparison): string {
  const { divergences, pairs, left, right, found } = result;
  const total = KINDS.reduce((sum, kind) => sum + found[kind], 0);
  const heads = [`left: ${laneWords(left)}`, `right: ${laneWords(right)}`];
  const more = total - divergences.length;
  const lines = [
    ...heads,
    ...(total === 0
      ? [`No difference in ${counted(pairs.length - 1, 'step')}.`]
      : aligned([HEAD, ...divergences.map(cellsOf)])),
    ...(more > 0 ? [`and ${counted(more, 'difference')} more`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** `2.6.26, three-level-2.6.26, SLUB, 3 steps; 1 event did not fit, the lane went on without` */
function laneWords({ config, steps, dropped }: Lane): string {
  const words = `${config.kernel}, ${config.driver}, ${config.allocator}, ${counted(steps, 'step')}`;
  if (dropped.length === 0) return words;
  return `${words}; ${counted(dropped.length, 'event')} did not fit, the lane went on without`;
}

const cellsOf = ({
  step,
  last,
  kind,
  words,
  left,
  right,
  alikeFrom,
}: Divergence): readonly string[] => [
  step === last ? `${step}` : `${step}-${last}`,
  kind,
  words,
  left,
  right,
  ...(alikeFrom === null ? [] : [`alike again from step ${alikeFrom}`]),
];

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = HEAD.map((_, i) =>
    rows.reduce((most, row) => Math.max(most, Math.min(row[i]?.length ?? 0, MOST_PADDED)), 0),
  );
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
