import { type ReactNode, useEffect, useState } from 'react';
import { useStoreApi } from '../kit/use-store.ts';
import { droppedTexts } from './dropped-text.ts';
import { readFile } from './read-file.ts';

const hasFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

/** The whole page takes a file; while one hovers over it, it says so. */
export function FileDrop(): ReactNode {
  const store = useStoreApi();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const moved = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const left = (event: DragEvent): void => {
      // Leaving the window, not one element for the next.
      if (event.relatedTarget === null) setOver(false);
    };
    const dropped = async (event: DragEvent): Promise<void> => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      const read = await readFile(file);
      if (read.ok) droppedTexts.show(read.value);
      else store.getState().complain(read.error);
    };
    const listener = (event: DragEvent): void => void dropped(event);
    addEventListener('dragover', moved);
    addEventListener('dragleave', left);
    addEventListener('drop', listener);
    return () => {
      removeEventListener('dragover', moved);
      removeEventListener('dragleave', left);
      removeEventListener('drop', listener);
    };
  }, [store]);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-50 grid place-items-center rounded-[10px] bg-paper/90 outline-2 outline-dashed outline-ghost">
      <p className="text-[1.3125rem]/7 font-medium tracking-[-0.014em]">
        Let go: it opens here. <span className="text-ink2">Your present work is kept.</span>
      </p>
    </div>
  );
}
