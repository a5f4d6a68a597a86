import { type ReactNode, useState } from 'react';
import { Button } from '../kit/button.tsx';
import { copyText } from '../kit/copy-text.ts';
import { VERSION } from './version.ts';

/** A bug of ours in the worker: what is shown may be behind what is kept, so the way on is a fresh page. */
export function WorkerFault({ fault }: { readonly fault: string }): ReactNode {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => setCopied(await copyText(reportOf(fault)));
  return (
    <div
      role="alert"
      className="fixed top-14 left-1/2 z-30 flex w-max max-w-[calc(100vw-1rem)] -translate-x-1/2 flex-wrap items-center gap-2.5 rounded-[10px] bg-raise py-1.5 pr-1.5 pl-3 text-xs shadow-pop"
    >
      <span>
        <strong className="font-semibold text-wrong-ink">A fault of ours.</strong> The simulation
        stopped in the middle of a step; your work is kept.
      </span>
      <span className="flex gap-2">
        <Button onClick={() => void copy()}>{copied ? 'Copied' : 'Copy report'}</Button>
        <Button kind="filled" onClick={() => location.reload()}>
          Reload
        </Button>
      </span>
    </div>
  );
}

/** What a bug report needs; nothing of the scene, which the reader may save and add. */
export const reportOf = (fault: string): string =>
  `Sparsescope ${VERSION}\n${navigator.userAgent}\n\n${fault}\n`;
