import { type ReactNode, useId } from 'react';
import type { GalleryEntry } from '../../worker/protocol.ts';
import { markOf } from '../kit/answer-mark.ts';
import { raised } from '../kit/raised.ts';
import { Miniature } from './miniature.tsx';

interface EntryProps {
  readonly entry: GalleryEntry;
  /** Its number in the row; an opening has none. */
  readonly place?: number;
  readonly here: boolean;
  readonly onOpen: (id: string) => void;
}

/** A scene to be chosen: its picture, what it is about, and how it ends. */
export function Entry({ entry, place, here, onOpen }: EntryProps): ReactNode {
  const id = useId();
  const { title, sentence, kernel, driver, picture, answer } = entry;
  return (
    <button
      type="button"
      data-entry
      aria-labelledby={`${id}-title ${id}-sentence`}
      aria-describedby={`${id}-machine`}
      aria-current={here || undefined}
      onClick={() => onOpen(entry.id)}
      className="flex w-full cursor-pointer gap-3.5 rounded-md p-2 text-left hover:bg-sunk aria-[current]:bg-sunk"
    >
      <Miniature picture={picture} />
      <span className="flex min-w-0 flex-col">
        <span className="flex items-baseline gap-1.5 font-medium">
          {place !== undefined && (
            <span className="w-4 shrink-0 text-xs text-ink3 tabular-nums">{place}</span>
          )}
          <span id={`${id}-title`}>{title}</span>
        </span>
        <span id={`${id}-sentence`} className="mt-0.5 text-xs/4 text-ink2">
          {raised(sentence)}
        </span>
        <span id={`${id}-machine`} className="mt-1 flex flex-wrap gap-x-2.5 text-tiny text-ink3">
          <span className="font-mono">
            {kernel} {driver.replace(`-${kernel}`, '')}
          </span>
          {answer && (
            <span className={`font-medium ${markOf(answer).ink}`}>
              {markOf(answer).sign} {answer.verdict}
            </span>
          )}
        </span>
      </span>
    </button>
  );
}
