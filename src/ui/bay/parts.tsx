import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import type { State } from '../../store/store.ts';
import { IconButton } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { AnyPart } from './any-part.tsx';
import { CommandField } from './command-field.tsx';
import { LeadSentence } from './lead-sentence.tsx';
import { PARTS, type Part } from './part.ts';
import { PartButton } from './part-button.tsx';
import { UndoRedo } from './undo-redo.tsx';
import { useHeldKeys } from './use-held-keys.ts';

const HeldTools = lazy(async () => ({ default: (await import('./held-tools.tsx')).HeldTools }));

const heldOf = (s: State): State['held'] => s.held;
const layoutOf = (s: State): State['layout'] => s.layout;

interface PartsProps {
  readonly commandRef: RefObject<HTMLInputElement | null>;
}

const REGION =
  '@container flex h-full items-center gap-3.5 px-6 tabs:gap-2.5 tabs:px-4 phone:h-auto phone:flex-col phone:items-stretch phone:gap-1.5 phone:border-t phone:border-line phone:px-4 phone:pt-2 phone:pb-1.5';

/**
 * One sentence whose object is the tray: drag a part into the emptiness. Its second half tells what is being
 * done and what it cost, always in the same place.
 */
export function Parts({ commandRef }: PartsProps): ReactNode {
  const store = useStoreApi();
  const held = useStore(heldOf);
  const onPhone = useStore(layoutOf) === 'phone';
  const region = useRef<HTMLElement>(null);
  const keys = useHeldKeys(store, region);
  const pick = (part: Part): void => {
    const { held: now, pickUp, putBack } = store.getState();
    if (now?.label === part.label && now.by === 'keyboard') {
      putBack();
      return;
    }
    pickUp({ size: part.size, label: part.label, by: 'keyboard' });
    keys.step(1, false);
  };
  const [typing, setTyping] = useState(false);
  // On a phone the tools of the part in the hand take the place of the tray, which a finger may still be on.
  const holding = held && !(onPhone && held.by === 'pointer');
  return (
    <section ref={region} aria-label="Parts" onKeyDown={keys.onKeyDown} className={REGION}>
      <h2 className="sr-only">Parts</h2>
      <span className="text-[1.1875rem]/7 font-medium tracking-[-0.014em] tabs:text-sm phone:hidden @max-[58rem]:hidden">
        Drag
      </span>
      <Tray onPick={pick} aside={onPhone && (typing || Boolean(holding))} />
      {onPhone && (
        <PhoneCommand
          shown={typing && !holding}
          commandRef={commandRef}
          onClose={() => setTyping(false)}
        />
      )}
      <div className="flex min-w-0 flex-1 items-center phone:order-first phone:h-13 phone:flex-none">
        <LeadSentence />
        {onPhone && !holding && !typing && (
          <IconButton
            icon="command"
            label="Type a command"
            onClick={() => setTyping(true)}
            className="-mr-2"
          />
        )}
      </div>
      {holding && (
        <Suspense fallback={<div className="h-8.5 w-46 phone:h-11" />}>
          <HeldTools held={held} onStep={keys.step} onDrop={keys.drop} onPutBack={keys.putBack} />
        </Suspense>
      )}
      {!onPhone && (
        <div className={holding ? 'hidden' : 'flex shrink-0'}>
          <Tools commandRef={commandRef} />
        </div>
      )}
    </section>
  );
}

interface TrayProps {
  readonly onPick: (part: Part) => void;
  /** Out of sight, yet still there for the keyboard. */
  readonly aside: boolean;
}

function Tray({ onPick, aside }: TrayProps): ReactNode {
  return (
    <div
      className={
        aside
          ? 'sr-only'
          : 'flex shrink-0 gap-1.5 phone:-mx-4 phone:gap-2 phone:overflow-x-auto phone:px-4 phone:py-1 phone:[scrollbar-width:none]'
      }
    >
      {PARTS.map((part, i) => (
        <PartButton key={part.label} part={part} first={i === 0} onPick={onPick} />
      ))}
      <AnyPart onPick={onPick} />
    </div>
  );
}

/** Undo, Redo, and the typed line. */
function Tools({ commandRef }: PartsProps): ReactNode {
  return (
    <div className="flex shrink-0 items-center gap-1">
      <UndoRedo />
      <span className="w-1.5" />
      <CommandField inputRef={commandRef} />
    </div>
  );
}

interface PhoneCommandProps extends PartsProps {
  readonly shown: boolean;
  readonly onClose: () => void;
}

/** On a phone the typed line takes the place of the tray while it is wanted. */
function PhoneCommand({ shown, commandRef, onClose }: PhoneCommandProps): ReactNode {
  useEffect(() => {
    if (shown) commandRef.current?.focus();
  }, [shown, commandRef]);
  return (
    <div className={shown ? 'flex gap-1 py-1' : 'hidden'}>
      <CommandField inputRef={commandRef} />
      <IconButton icon="close" label="Back to the parts" onClick={onClose} className="-mr-2" />
    </div>
  );
}
