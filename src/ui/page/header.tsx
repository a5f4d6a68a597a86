import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { State } from '../../store/store.ts';
import { UndoRedo } from '../bay/undo-redo.tsx';
import { Button, IconButton } from '../kit/button.tsx';
import { Popover } from '../kit/popover.tsx';
import { useStore } from '../kit/use-store.ts';
import { Machine } from '../machine/machine.tsx';
import { CopyLink } from './copy-link.tsx';
import { DroppedImport, Import } from './import.tsx';
import { Mark } from './mark.tsx';
import { Openings } from './openings.tsx';
import { originOf } from './origin.ts';
import { Save } from './save.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

const titleOf = (s: State): string => s.scene?.title ?? '';
const formatOf = (s: State): string | null => s.scene?.source?.format ?? null;
const layoutOf = (s: State): State['layout'] => s.layout;

interface HeaderProps {
  readonly onHelp: () => void;
}

/** What is open, on which machine, and how to take it along. */
export function Header({ onHelp }: HeaderProps): ReactNode {
  const onPhone = useStore(layoutOf) === 'phone';
  const tools = useRef<HTMLDivElement>(null);
  return (
    <header className="@container flex h-full items-center gap-4 border-b border-line px-6 tabs:gap-2.5 tabs:px-4 phone:h-12 phone:gap-3 phone:px-4">
      <h1 className="flex shrink-0 items-center gap-2 text-[0.9375rem]/5 font-semibold tracking-[-0.01em]">
        <Mark />
        <span className="@max-[58rem]:tabs:sr-only phone:sr-only">Sparsescope</span>
      </h1>
      <Rule />
      <Title />
      <Rule />
      {!onPhone && <Machine />}
      <div ref={tools} className="flex shrink-0 items-center gap-1">
        {onPhone ? (
          <>
            <UndoRedo />
            <Menu onHelp={onHelp} />
          </>
        ) : (
          <Tools onHelp={onHelp} worded={false} />
        )}
      </div>
      <DroppedImport anchor={tools} />
    </header>
  );
}

const Rule = (): ReactNode => (
  <span className="h-4.5 w-px shrink-0 bg-line phone:hidden" aria-hidden="true" />
);

function Title(): ReactNode {
  const title = useStore(titleOf);
  const format = useStore(formatOf);
  const origin = originOf(title, format);
  return (
    <div className="flex max-w-100 min-w-0 shrink-0 items-center gap-2.5 tabs:max-w-52 phone:flex-1 phone:shrink">
      <Openings />
      {origin !== undefined && (
        <span className="text-xs whitespace-nowrap text-ink3 tabs:hidden phone:hidden">
          {origin}
        </span>
      )}
    </div>
  );
}

/** `worded`: in the menu of a phone, where icons alone would be riddles. */
function Tools({ onHelp, worded }: HeaderProps & { readonly worded: boolean }): ReactNode {
  return (
    <>
      <Import />
      <Save />
      <CopyLink />
      <ThemeToggle worded={worded} />
      {worded ? (
        <Button kind="plain" icon="help" onClick={onHelp}>
          Help
        </Button>
      ) : (
        <IconButton icon="help" label="Help" hint="words and keys" onClick={onHelp} />
      )}
    </>
  );
}

/** On a phone everything that is not the picture stands behind one button. */
function Menu({ onHelp }: HeaderProps): ReactNode {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-label="Menu"
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="-mr-2 grid size-11 shrink-0 cursor-pointer place-items-center"
      >
        <MenuIcon />
      </button>
      <Popover
        open={open}
        onClose={close}
        anchor={anchor}
        label="Menu"
        overDrawing
        tight
        className="w-64"
      >
        <div className="flex flex-col items-start gap-1">
          <Machine />
          <Tools onHelp={onHelp} worded />
        </div>
      </Popover>
    </>
  );
}

function MenuIcon(): ReactNode {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 16 16"
      stroke="currentColor"
      strokeWidth="1.4"
      aria-hidden="true"
    >
      <path d="M3 5h10M3 8h10M3 11h10" strokeLinecap="round" />
    </svg>
  );
}
