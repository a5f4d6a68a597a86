import type { ReactNode } from 'react';
import { counted, formatCount } from '../../../machine/units/bytes.ts';
import type { Explanation, Read } from '../../../race/explanation.ts';
import { Hex } from '../../kit/hex.tsx';

interface ReadListProps {
  readonly explanation: Explanation;
  /** The read at which one is, from 1. */
  readonly at: number;
  readonly onGo: (read: number) => void;
}

/** The reads one after the other, and what the lookup answers. */
export function ReadList({ explanation: { path }, at, onGo }: ReadListProps): ReactNode {
  const { reads, answer } = path;
  return (
    <div className="ex-list">
      <ol aria-label="Reads" className="ex-reads">
        {reads.map((read, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same word may be read twice; a read is its place.
          <li key={i}>
            <button
              type="button"
              aria-current={i + 1 === at ? 'step' : undefined}
              data-made={i + 1 <= at}
              onClick={() => onGo(i + 1)}
            >
              <ReadWords read={read} number={i + 1} />
            </button>
          </li>
        ))}
      </ol>
      <p className="ex-answer" aria-live="polite">
        <strong className={answer.hit ? 'font-semibold' : 'font-semibold text-wrong-ink'}>
          {answer.hit ? '' : '∅ '}
          {answer.words}
        </strong>
        {answer.bus !== null && (
          <span className="block">
            bus address <Hex value={answer.bus} />
          </span>
        )}
      </p>
    </div>
  );
}

function ReadWords({ read, number }: { readonly read: Read; readonly number: number }): ReactNode {
  const { table, entry, byte, line, bytes, value, means } = read;
  return (
    <>
      <span className="ex-number">{number}</span>
      <span className="min-w-0">
        <span className="font-mono font-semibold">
          {table}[{formatCount(entry)}]
        </span>
        <span className="text-ink3">
          {' '}
          {counted(bytes, 'byte')} at {formatCount(byte)}, line {formatCount(line)}
        </span>
        <span className="block">
          <span className="font-mono">{value}</span>: {means}
        </span>
      </span>
    </>
  );
}
