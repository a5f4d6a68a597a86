import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { Branch, Scene } from '../../worker/protocol.ts';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import type { Pitch } from './marks.ts';

interface BranchesProps {
  readonly scene: Scene;
  readonly pitch: Pitch;
}

/** Old futures as a thin second track above the first: the newest on its place, all of them on demand. */
export function Branches({ scene, pitch }: BranchesProps): ReactNode {
  const store = useStoreApi();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  const newest = scene.branches.at(-1);
  if (!newest) return null;
  const count = scene.branches.length;
  const restore = (branch: number): void => {
    setOpen(false);
    void store.getState().restore(branch);
  };
  return (
    <div
      className="absolute top-0 z-10 flex h-4 max-w-full items-center"
      style={{ left: newest.at * pitch.step + 10 }}
    >
      <span className="absolute top-2 -left-1 h-3 w-2 rounded-tl-[4px] border-t border-l border-edge" />
      <button
        ref={anchor}
        type="button"
        onClick={() => (count === 1 ? restore(0) : setOpen(true))}
        aria-haspopup={count > 1 ? 'dialog' : undefined}
        className="ml-2 flex cursor-pointer items-center gap-1 bg-paper px-1 text-tiny/4 whitespace-nowrap text-ink2 hover:text-ink"
      >
        {count === 1 ? `bring back: ${newest.title}` : `${count} old futures`}
        {count > 1 && <Icon name="down" size={12} />}
      </button>
      <span
        className="h-px bg-edge"
        style={{ width: Math.min(240, newest.steps * pitch.step * 0.4) }}
      />
      <Popover
        open={open}
        onClose={close}
        anchor={anchor}
        label="Old futures"
        tight
        className="w-80"
      >
        <BranchList branches={scene.branches} onRestore={restore} />
      </Popover>
    </div>
  );
}

interface BranchListProps {
  readonly branches: readonly Branch[];
  readonly onRestore: (branch: number) => void;
}

function BranchList({ branches, onRestore }: BranchListProps): ReactNode {
  return (
    <ul className="max-h-72 overflow-auto">
      {branches
        .map((branch, index) => ({ branch, index }))
        .reverse()
        .map(({ branch, index }) => (
          <li key={index}>
            <button
              type="button"
              onClick={() => onRestore(index)}
              className="w-full cursor-pointer rounded-md px-2 py-1.5 text-left text-xs hover:bg-sunk"
            >
              <span className="block text-ink">bring back: {branch.title}</span>
              <span className="text-ink3">
                {branch.steps} {branch.steps === 1 ? 'step' : 'steps'} after step {branch.at}
              </span>
            </button>
          </li>
        ))}
    </ul>
  );
}
