import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { Popover } from '../kit/popover.tsx';
import { useStore } from '../kit/use-store.ts';
import { blockWords, pageWords } from './words.ts';

/** Fetched when first opened: the first picture does not wait for it. */
const MachineForm = lazy(async () => ({
  default: (await import('./machine-form.tsx')).MachineForm,
}));

const sceneOf = (s: State): Scene | null => s.scene;

/** The machine in one quiet line; each setting opens them all. */
export function Machine(): ReactNode {
  const scene = useStore(sceneOf);
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  const show = (): void => setOpen(true);
  return (
    <section
      aria-label="Machine"
      className="flex h-7 min-w-0 flex-1 flex-wrap items-center gap-0.5 overflow-clip phone:h-auto phone:flex-none phone:overflow-visible"
    >
      <Button
        ref={anchor}
        kind="plain"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={show}
        className="px-2 text-ink2 @max-[64rem]:tabs:sr-only phone:text-ink"
      >
        Machine
      </Button>
      {scene && <Settings scene={scene} onOpen={show} />}
      {scene && (
        <Popover
          open={open}
          onClose={close}
          anchor={anchor}
          label="Machine settings"
          overDrawing
          className="w-101 max-h-[calc(100dvh-4rem)]!"
        >
          <h2 className="mb-3 text-[0.8125rem]/4.5 font-semibold">Machine</h2>
          <Suspense fallback={<div className="h-109" />}>
            <MachineForm key={scene.title} scene={scene} onDone={close} />
          </Suspense>
        </Popover>
      )}
    </section>
  );
}

/** By the width of the header: every setting by its name, or the three that tell most in one. */
const LONG = '@max-[86rem]:hidden phone:hidden';
const SHORT = 'hidden @max-[86rem]:inline phone:inline';

function Settings({
  scene,
  onOpen,
}: {
  readonly scene: Scene;
  readonly onOpen: () => void;
}): ReactNode {
  const { kernel, driver, pageSize, blockSize, physicalBits, options } = scene.config;
  const raised = physicalBits !== scene.shippedBits;
  // In the order of what must not be missed: what does not fit into the line is left out at its end.
  return (
    <>
      {raised && (
        <Chip onOpen={onOpen} dashed>
          <Value>
            {physicalBits}
            <span className={LONG}> physical</span> bits
          </Value>
          <span className={LONG}>, shipped {scene.shippedBits}</span> · what-if
        </Chip>
      )}
      <Chip onOpen={onOpen} className={SHORT}>
        <Value>
          {kernel} · {driver} · {pageWords(pageSize)}
        </Value>
      </Chip>
      <Chip onOpen={onOpen} className={LONG}>
        kernel <Value>Linux {kernel}</Value>
      </Chip>
      <Chip onOpen={onOpen} className={LONG}>
        driver <Value>{driver}</Value>
      </Chip>
      <Chip onOpen={onOpen} className={LONG}>
        page <Value>{pageWords(pageSize)}</Value>
      </Chip>
      <Chip onOpen={onOpen} className={LONG}>
        blocks <Value>{blockWords(blockSize)}</Value>
      </Chip>
      {options && (
        <Chip onOpen={onOpen}>
          <Value>{Object.keys(options).length}</Value> of its options changed
        </Chip>
      )}
      {!raised && (
        <Chip onOpen={onOpen}>
          <Value>{physicalBits} physical bits</Value>, as shipped
        </Chip>
      )}
    </>
  );
}

interface ChipProps {
  readonly onOpen: () => void;
  /** Dashed: not as it was. */
  readonly dashed?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

function Chip({ onOpen, dashed = false, className = '', children }: ChipProps): ReactNode {
  return (
    <button
      type="button"
      // The button before does the same; a stop here could lie in the part of the line that is left out.
      tabIndex={-1}
      onClick={onOpen}
      className={`h-6 cursor-pointer rounded-[5px] px-2 text-xs whitespace-nowrap text-ink2 hover:bg-sunk phone:h-11 ${className} ${dashed ? 'mx-0.5 outline-1 -outline-offset-1 outline-dashed outline-edge' : ''}`}
    >
      {children}
    </button>
  );
}

const Value = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <span className="font-medium text-ink">{children}</span>
);
