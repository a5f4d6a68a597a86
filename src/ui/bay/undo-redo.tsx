import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import { IconButton } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const canUndoOf = (s: State): boolean => (s.scene?.step ?? 0) > 0;
const canRedoOf = (s: State): boolean => (s.scene?.step ?? 0) < (s.scene?.steps ?? 0);

/** One step back, one step forward again. */
export function UndoRedo(): ReactNode {
  const store = useStoreApi();
  const canUndo = useStore(canUndoOf);
  const canRedo = useStore(canRedoOf);
  return (
    <>
      <IconButton
        icon="undo"
        label="Undo"
        hint="Ctrl Z"
        disabled={!canUndo}
        onClick={() => void store.getState().undo()}
      />
      <IconButton
        icon="redo"
        label="Redo"
        hint="Ctrl Shift Z"
        disabled={!canRedo}
        onClick={() => void store.getState().redo()}
      />
    </>
  );
}
