import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { InputError } from '../../machine/event.ts';
import { isCovered } from '../../store/covered.ts';
import type { State, Store } from '../../store/store.ts';
import { AXES, type AxisKind } from '../../store/view.ts';
import { IconButton } from '../kit/button.tsx';
import { Key } from '../kit/field.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { isWhole } from './viewport.ts';

/** What the buttons ask of the figure. */
export interface Looks {
  zoom(octaves: number): void;
  fitAll(): void;
  fitSelection(): void;
  goTo(address: bigint): void;
}

const axisOf = (s: State): AxisKind => s.axis;
const hasSelectionOf = (s: State): boolean => s.selection !== null;
/** A boolean, so that a pan renders nothing here. */
const isAllOf = (s: State): boolean => isWhole(s.viewport);

const NAMES: Readonly<Record<AxisKind, string>> = {
  proportional: 'Proportional',
  broken: 'Broken',
  logarithmic: 'Logarithmic',
};
const OPTIONS = AXES.map((value) => ({ value, label: NAMES[value] }));

/** The region's tools: where to look, and on which axis. */
export function Tools({ looks }: { readonly looks: Looks }): ReactNode {
  const store = useStoreApi();
  const axis = useStore(axisOf);
  const isAll = useStore(isAllOf);
  const hasSelection = useStore(hasSelectionOf);
  useEffect(
    () =>
      listenForKeys(store, {
        '+': () => looks.zoom(-1),
        '=': () => looks.zoom(-1),
        '-': () => looks.zoom(1),
        '0': looks.fitAll,
      }),
    [store, looks],
  );
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
      <GoTo onGo={looks.goTo} />
      <Segmented
        label="Axis"
        value={axis}
        options={OPTIONS}
        onChange={(kind) => store.getState().setAxis(kind)}
      />
      <div className="flex items-center rounded-md ring-1 ring-inset ring-line2">
        <IconButton
          icon="minus"
          label="Zoom out"
          hint="−"
          disabled={isAll}
          onClick={() => looks.zoom(1)}
        />
        <IconButton icon="plus" label="Zoom in" hint="+" onClick={() => looks.zoom(-1)} />
        <IconButton icon="fit" label="Fit all" hint="0" disabled={isAll} onClick={looks.fitAll} />
        <FitSelection disabled={!hasSelection} onClick={looks.fitSelection} />
      </div>
    </div>
  );
}

/** Four corners about a filled mark: the selection, and nothing else. */
function FitSelection({
  disabled,
  onClick,
}: {
  readonly disabled: boolean;
  readonly onClick: () => void;
}): ReactNode {
  return (
    <button
      type="button"
      aria-label="Fit selection"
      data-tip="Fit selection"
      disabled={disabled}
      onClick={onClick}
      className="inline-flex size-7 cursor-pointer items-center justify-center rounded-md text-ink hover:bg-sunk disabled:cursor-default disabled:opacity-40"
    >
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" />
        <path d="M6.5 6.5h3v3h-3z" fill="currentColor" />
      </svg>
    </button>
  );
}

/** An address in any usual spelling; Enter goes there. */
function GoTo({ onGo }: { readonly onGo: (address: bigint) => void }): ReactNode {
  const store = useStoreApi();
  const [text, setText] = useState('');
  const [error, setError] = useState<InputError | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(
    () =>
      listenForKeys(store, {
        g: () => {
          input.current?.focus();
          input.current?.select();
        },
      }),
    [store],
  );
  const go = async (): Promise<void> => {
    // The first picture needs no spelling.
    const { readAddress } = await import('../../scenario/text/spelling.ts');
    const address = readAddress(text);
    setError(address.ok ? null : address.error);
    if (address.ok) onGo(address.value);
  };
  const pressed = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') input.current?.blur();
    if (event.key !== 'Enter' || text.trim() === '') return;
    event.preventDefault();
    void go();
  };
  return (
    <div className="relative">
      <div
        className={`flex h-6.5 items-center gap-1 rounded-md bg-raise px-2 text-xs ring-1 ring-inset focus-within:ring-2 focus-within:ring-ink ${error ? 'ring-wrong' : 'ring-edge'}`}
      >
        <input
          ref={input}
          type="text"
          aria-label="Go to address"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'go-to-error' : undefined}
          placeholder="Go to address"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setError(null);
          }}
          onKeyDown={pressed}
          className="h-full w-26 bg-transparent font-mono outline-none placeholder:font-sans placeholder:text-ink3 focus:w-42"
        />
        <Key>G</Key>
      </div>
      {error && (
        <p
          id="go-to-error"
          role="alert"
          className="absolute top-full right-0 z-20 mt-1 w-72 rounded-md bg-raise px-2.5 py-1.5 text-xs text-wrong-ink shadow-pop"
        >
          {error.message}
        </p>
      )}
    </div>
  );
}

/** A radio button or a check box has no use for letters. */
const KEEPS_ITS_KEYS = 'input[type=text], textarea, select, [role=dialog]';

/** Keys from anywhere that is not a text field; `+` is one with Shift or without, as the keyboard has it. */
function listenForKeys(store: Store, act: Readonly<Record<string, () => void>>): () => void {
  const pressed = (event: globalThis.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target;
    if (target instanceof Element && target.closest(KEEPS_ITS_KEYS)) return;
    if (isCovered(store.getState())) return;
    const does = act[event.key.toLowerCase()];
    if (!does) return;
    event.preventDefault();
    does();
  };
  addEventListener('keydown', pressed);
  return () => removeEventListener('keydown', pressed);
}
