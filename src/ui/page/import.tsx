import {
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Button } from '../kit/button.tsx';
import { Popover } from '../kit/popover.tsx';
import { droppedTexts } from './dropped-text.ts';

/** Fetched when first opened: the first picture does not wait for it. */
const ImportSheet = lazy(async () => ({
  default: (await import('./import-sheet.tsx')).ImportSheet,
}));

/** Opens what other machines and other people wrote: lsmem, /proc/iomem, a scenario file, a link. */
export function Import(): ReactNode {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <Button
        ref={anchor}
        kind="plain"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        Import
      </Button>
      <ImportNote open={open} onClose={close} anchor={anchor} given="" />
    </>
  );
}

interface DroppedImportProps {
  readonly anchor: RefObject<HTMLElement | null>;
}

/** The same for a file that was dropped; on its own, because on a phone Import is there only while the menu is. */
export function DroppedImport({ anchor }: DroppedImportProps): ReactNode {
  const dropped = useSyncExternalStore(droppedTexts.subscribe, droppedTexts.last);
  const count = dropped?.count ?? 0;
  const close = useCallback(() => droppedTexts.seen(count), [count]);
  return (
    <ImportNote
      // Another drop is another import, of the same text too.
      key={count}
      open={dropped !== null}
      onClose={close}
      anchor={anchor}
      given={dropped?.text ?? ''}
    />
  );
}

interface ImportNoteProps extends DroppedImportProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly given: string;
}

function ImportNote({ open, onClose, anchor, given }: ImportNoteProps): ReactNode {
  return (
    <Popover
      open={open}
      onClose={onClose}
      anchor={anchor}
      label="Import"
      overDrawing
      className="w-140"
    >
      <Suspense fallback={<div className="h-66" />}>
        <ImportSheet given={given} onClose={onClose} />
      </Suspense>
    </Popover>
  );
}
