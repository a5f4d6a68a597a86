import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import { formatCount } from '../../machine/units/bytes.ts';
import type { Figure } from '../../timeline/figure.ts';
import type { Answer } from '../../timeline/question.ts';
import { markOf } from '../kit/answer-mark.ts';
import { Popover } from '../kit/popover.tsx';

const OpenedFigure = lazy(async () => ({
  default: (await import('../kit/figure-card.tsx')).OpenedFigure,
}));

/** A verdict, which opens to the values it was made of, the rule, and where that stands. */
export function AnswerButton({
  answer,
  className,
}: {
  readonly answer: Answer;
  readonly className: string;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  const { sign, ink } = markOf(answer);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className={`cursor-help rounded-[2px] phone:py-3.5 font-semibold underline decoration-edge decoration-dotted decoration-1 underline-offset-[0.22em] hover:decoration-ink ${ink} ${className}`}
      >
        {sign} {answer.verdict}.
      </button>
      <Popover
        open={open}
        onClose={close}
        anchor={anchor}
        label="What the verdict is made of"
        className="w-101"
      >
        <Suspense fallback={<div className="h-56" />}>
          <OpenedFigure figure={figureOf(answer)} onClose={close} />
        </Suspense>
      </Popover>
    </>
  );
}

const figureOf = ({ verdict, sentence, rule, figures, source }: Answer): Figure => ({
  value: verdict,
  formula: rule,
  inputs: [
    { label: 'here', text: sentence },
    ...figures.map(({ name, value }) => ({
      label: name,
      text: /^\d+$/.test(value) ? formatCount(value) : value,
    })),
  ],
  source,
});
