import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { groupHex } from '../../machine/units/address.ts';
import { formatSize } from '../../machine/units/bytes.ts';
import { readAddress } from '../../scenario/text/spelling.ts';
import { gestureOf, type Held } from '../../store/hold.ts';
import type { State } from '../../store/store.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { Icon } from '../kit/icon.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const layoutOf = (s: State): State['layout'] => s.layout;

const hasNoKeys = (): boolean => matchMedia('(pointer: coarse)').matches;

interface HeldToolsProps {
  readonly held: Held;
  readonly onStep: (direction: -1 | 1, alt: boolean) => void;
  readonly onDrop: () => void;
  readonly onPutBack: () => void;
}

/** What can be done with the part in the hand: name its place, drop it, put it back. */
export function HeldTools({ held, onStep, onDrop, onPutBack }: HeldToolsProps): ReactNode {
  const onPhone = useStore(layoutOf) === 'phone';
  const byHand = held.from === null && held.by === 'keyboard' && (onPhone || hasNoKeys());
  return (
    <div className="flex shrink-0 items-center gap-2 phone:flex-1 phone:gap-1">
      {byHand && <StepButton direction={-1} onStep={onStep} />}
      {held.from === null && <AddressField held={held} onStep={onStep} onDrop={onDrop} />}
      {byHand && <StepButton direction={1} onStep={onStep} />}
      {held.by === 'keyboard' && (
        <>
          <Button kind="filled" disabled={gestureOf(held) === null} onClick={onDrop}>
            Drop
          </Button>
          <Button onClick={onPutBack} aria-label="Put back" className="phone:w-9">
            <span className="phone:hidden">Put back</span>
            <span className="hidden phone:inline">
              <Icon name="close" />
            </span>
          </Button>
        </>
      )}
    </div>
  );
}

interface StepButtonProps {
  readonly direction: -1 | 1;
  readonly onStep: (direction: -1 | 1, alt: boolean) => void;
}

/** The arrow keys of those who have none. */
function StepButton({ direction, onStep }: StepButtonProps): ReactNode {
  return (
    <IconButton
      icon={direction < 0 ? 'back' : 'forward'}
      label={direction < 0 ? 'Place before' : 'Place after'}
      onClick={() => onStep(direction, false)}
      className="phone:w-9"
    />
  );
}

interface AddressFieldProps {
  readonly held: Held;
  readonly onStep: (direction: -1 | 1, alt: boolean) => void;
  readonly onDrop: () => void;
}

const DIRECTIONS: Readonly<Record<string, -1 | 1>> = {
  ArrowUp: 1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowLeft: -1,
};

const blockSizeOf = (s: State): string | undefined => s.scene?.config.blockSize;

/** `one memory block (16 MiB)` */
const blockOf = (size: string | undefined): string =>
  `one memory block${size === undefined ? '' : ` (${formatSize(BigInt(size))})`}`;

/** The held part's exact place; what is typed here pins it there, letter by letter. */
function AddressField({ held, onStep, onDrop }: AddressFieldProps): ReactNode {
  const store = useStoreApi();
  const blockSize = useStore(blockSizeOf);
  /** Text being typed; null: the field follows the part. */
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? null : readAddress(typed);
  const isBad = read !== null && !read.ok;
  const shown = typed ?? (held.address === null ? '' : groupHex(held.address));
  const change = (text: string): void => {
    setTyped(text);
    const { pin } = store.getState();
    const address = readAddress(text);
    if (address.ok) pin(address.value);
    // Half an address names no place; the pointer has the part again.
    else pin(null);
  };
  const pressed = (event: KeyboardEvent<HTMLInputElement>): void => {
    const direction = DIRECTIONS[event.key];
    if (event.key === 'Enter' && !isBad) onDrop();
    else if (direction !== undefined && (typed === null || event.key.length < 9 || event.altKey)) {
      // While text is being edited, left and right belong to the text.
      setTyped(null);
      onStep(direction, event.altKey);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      data-tip={`Type its address, or step with the arrow keys\nAlt arrows: by ${blockOf(blockSize)}`}
      className={`flex h-8.5 w-46 min-w-0 items-center rounded-md bg-raise px-2.5 phone:px-2 ring-1 ring-inset focus-within:ring-2 phone:h-11 phone:flex-1 ${isBad ? 'ring-wrong' : 'ring-ghost'}`}
    >
      <input
        type="text"
        aria-label="Address of the part"
        aria-invalid={isBad || undefined}
        data-held-address
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder="address"
        value={shown}
        title={isBad ? read.error.message : undefined}
        onChange={(event) => change(event.target.value)}
        onKeyDown={pressed}
        onBlur={() => setTyped(null)}
        className="h-full w-full min-w-0 bg-transparent font-mono text-xs outline-none placeholder:text-ink3"
      />
    </div>
  );
}
