import type { Answer, AnswerTone } from '../../timeline/question.ts';

/** The sign and the hue of what the machine answered: never the hue alone. */
const MARKS: Readonly<Record<AnswerTone, { readonly sign: string; readonly ink: string }>> = {
  good: { sign: '✓', ink: 'text-map' },
  refused: { sign: '∅', ink: 'text-wrong-ink' },
  stale: { sign: '×', ink: 'text-stale' },
  wrong: { sign: '≠', ink: 'text-wrong-ink' },
  held: { sign: '‖', ink: 'text-going-ink' },
};

export const markOf = ({
  tone,
  verdict,
}: Pick<Answer, 'tone' | 'verdict'>): (typeof MARKS)['good'] =>
  verdict === 'ok' ? { ...MARKS.good, sign: '=' } : MARKS[tone];
