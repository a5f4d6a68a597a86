import type { ReactNode } from 'react';
import { isNodeAction } from '../../machine/notifier/action.ts';
import { answerCode } from '../../timeline/codes.ts';
import type { CallbackView, Scene } from '../../worker/protocol.ts';
import { actionTip } from './action-value.ts';
import { CallbackTools } from './callback-tools.tsx';
import type { Column, Dot, Score, ScoreRow } from './score.ts';
import './score.css';

const STEP_MS = 70;
const MOST_MS = 900;

interface ScoreTableProps {
  readonly score: Score;
  readonly chain: readonly CallbackView[];
  readonly size: 'wide' | 'normal' | 'narrow';
  /** What numbers this kernel's actions are. */
  readonly actionValues: Scene['actionValues'];
  readonly onEdit: (callback: CallbackView) => void;
}

/** Who was called in which round, in what order, and what each answered. */
export function ScoreTable({
  score,
  chain,
  size,
  actionValues,
  onEdit,
}: ScoreTableProps): ReactNode {
  const name = size === 'wide' ? 'w-[30%]' : size === 'normal' ? 'w-[32%]' : 'w-[38%]';
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">Calls in order</caption>
      <thead>
        <tr>
          <th scope="col" className={`${name} text-left font-normal`}>
            <span className="sr-only">Callback</span>
          </th>
          {score.columns.map((column) => (
            <ActionHead
              key={column.action}
              column={column}
              size={size}
              tip={actionTip(column.action, actionValues)}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {score.rows.map((row, i) => (
          <ScoreLine
            key={row.name}
            row={row}
            index={i}
            score={score}
            size={size}
            callback={chain.find((c) => c.name === row.name)}
            onEdit={onEdit}
          />
        ))}
      </tbody>
    </table>
  );
}

function ActionHead(props: {
  readonly column: Column;
  readonly size: ScoreTableProps['size'];
  readonly tip: string;
}): ReactNode {
  const { column, size, tip } = props;
  const small = size === 'narrow' ? 'text-[0.625rem]/3' : 'text-tiny/3.5';
  return (
    <th
      scope="col"
      data-tip={tip}
      className={`pb-1 text-left align-bottom font-mono font-semibold break-words ${small}`}
    >
      {size === 'wide' ? (
        column.action.replaceAll('_', '_\u200b')
      ) : (
        <>
          <span className={isNodeAction(column.action) ? 'block text-ink3' : 'sr-only'}>
            {isNodeAction(column.action) ? 'NODE_' : 'MEM_'}
          </span>
          {column.action.replace(/^(MEM|NODE)_/, '').replaceAll('_', '_\u200b')}
        </>
      )}
    </th>
  );
}

interface ScoreLineProps {
  readonly row: ScoreRow;
  readonly index: number;
  readonly score: Score;
  readonly size: ScoreTableProps['size'];
  readonly callback: CallbackView | undefined;
  readonly onEdit: ScoreTableProps['onEdit'];
}

function ScoreLine({ row, index, score, size, callback, onEdit }: ScoreLineProps): ReactNode {
  return (
    <tr className="border-b border-line">
      <th scope="row" className="text-left align-middle font-normal">
        <span
          className={`flex min-w-0 items-center ${size === 'narrow' ? 'gap-1 text-xs' : 'gap-2'}`}
        >
          <span
            className={`shrink-0 text-right font-mono text-xs text-ink3 ${size === 'narrow' ? 'w-3.5' : 'w-4.5'}`}
          >
            {row.priority}
          </span>
          <span className="min-w-0 truncate font-semibold" title={row.name}>
            {row.name}
          </span>
          {size === 'wide' && callback && !callback.builtin && (
            <CallbackTools callback={callback} onEdit={onEdit} short />
          )}
        </span>
      </th>
      {row.dots.map((dot, column) => (
        <DotCell
          // A column is a round: its place in the step is what it is.
          key={score.columns[column]?.action}
          dot={dot}
          size={size}
          last={index === score.rows.length - 1}
          first={index === 0}
          bar={score.columns[column]?.stoppedAt === index}
          barred={score.columns[column]?.refused ?? false}
          delay={delayOf(dot, score)}
        />
      ))}
    </tr>
  );
}

function delayOf(dot: Dot | null, score: Score): number {
  if (!dot || dot.n === null) return 0;
  const base = Math.min(...score.rows.flatMap((r) => r.dots.map((d) => d?.n ?? dot.n ?? 0)));
  return (dot.n - base) * Math.min(STEP_MS, MOST_MS / Math.max(1, score.calls));
}

interface DotCellProps {
  readonly dot: Dot | null;
  readonly size: ScoreTableProps['size'];
  readonly first: boolean;
  readonly last: boolean;
  readonly bar: boolean;
  /** The bar is a refusal, not a silent stop. */
  readonly barred: boolean;
  readonly delay: number;
}

function DotCell({ dot, size, first, last, bar, barred, delay }: DotCellProps): ReactNode {
  if (!dot) return <td />;
  const style = { animationDelay: `${delay}ms` };
  return (
    <td className="relative h-6.5 align-middle low:h-5.5">
      <Thread first={first} last={last || bar} shown={dot.n !== null} narrow={size === 'narrow'} />
      <span className={`relative flex items-center ${size === 'narrow' ? 'gap-1' : 'gap-1.5'}`}>
        <DotMark dot={dot} size={size} delay={delay} />
        <DotWords dot={dot} size={size} />
      </span>
      {bar && (
        <span
          aria-hidden="true"
          style={style}
          className={`bar-draws absolute right-3 -bottom-0.5 -left-2 z-1 h-[3px] origin-left ${barred ? 'bg-wrong' : 'bg-ink'}`}
        />
      )}
    </td>
  );
}

/** The line on which the calls of a round hang. */
function Thread(props: {
  readonly first: boolean;
  readonly last: boolean;
  readonly shown: boolean;
  readonly narrow: boolean;
}): ReactNode {
  if (!props.shown) return null;
  return (
    <span
      aria-hidden="true"
      className={`absolute w-0.5 bg-line2 ${props.narrow ? 'left-2' : 'left-[9px]'} ${props.first ? 'top-1/2' : 'top-0'} ${props.last ? 'bottom-1/2' : 'bottom-0'}`}
    />
  );
}

const MARKS: Readonly<Record<Dot['kind'], string>> = {
  answered: 'rounded-full bg-ink text-paper',
  stopped: 'rounded-[3px] bg-ink text-paper',
  refused: 'rounded-[3px] bg-wrong text-paper',
  acted: 'rounded-full bg-going text-[#14181d]',
  never: 'rounded-full border-[1.5px] border-dashed border-edge bg-paper',
};

interface DotProps {
  readonly dot: Dot;
  readonly size: ScoreTableProps['size'];
}

function DotMark({ dot, size, delay }: DotProps & { readonly delay: number }): ReactNode {
  const small = (dot.n ?? 0) > 99 ? 'text-[0.5rem]' : 'text-tiny';
  return (
    <span
      style={{ animationDelay: `${delay}ms` }}
      className={`call-lights-up flex shrink-0 items-center justify-center font-mono leading-none font-bold ${size === 'narrow' ? 'size-4.5' : 'size-5'} ${small} ${MARKS[dot.kind]}`}
    >
      {dot.n}
    </span>
  );
}

const TONES: Readonly<Record<Dot['kind'], string>> = {
  answered: 'font-medium text-ink',
  stopped: 'font-semibold text-ink',
  refused: 'font-semibold text-wrong-ink',
  acted: 'font-semibold text-going-ink',
  never: 'text-ink3',
};

function DotWords({ dot, size }: DotProps): ReactNode {
  const showNote = size === 'wide' || (size === 'normal' && dot.kind !== 'never');
  // One word stands beside the answer, where its number would be: a row stays one line.
  const beside = dot.kind === 'answered' && dot.note !== '' && showNote;
  return (
    <span className={`min-w-0 ${size === 'narrow' ? 'text-[0.625rem]/3.25' : 'text-xs/3.25'}`}>
      {dot.answer && (
        <span
          className={`block truncate ${TONES[dot.kind]}`}
          data-tip={`${dot.answer.name} (${dot.answer.hex})\n${answerCode(dot.answer.value).says}`}
        >
          {size === 'wide' ? dot.answer.name : dot.answer.short}{' '}
          {beside && <span className="text-tiny font-normal text-ink2">{dot.note}</span>}
          {!beside && dot.answer.hex !== dot.answer.name && (
            <span className={size === 'narrow' ? 'sr-only' : 'font-mono text-tiny font-normal'}>
              {dot.answer.hex}
            </span>
          )}
        </span>
      )}
      {!dot.answer && (
        <span className={size === 'narrow' ? 'sr-only' : `block truncate ${TONES.never}`}>
          {dot.note}
        </span>
      )}
      {dot.answer && dot.note !== '' && showNote && !beside && (
        <span className={`block text-tiny/3.25 text-ink2 line-clamp-2`} title={dot.note}>
          {dot.note}
        </span>
      )}
    </span>
  );
}
