import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { formatHex } from '../../machine/units/address.ts';
import { sectionStart } from '../../machine/units/section.ts';
import type { State } from '../../store/store.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { fitView } from './projection.ts';
import { sizeNames, sizeWords } from './size-words.ts';
import type { Frame, Stage } from './stage.ts';
import { moveTo, show, sizeOf, useFrame } from './use-frame.ts';
import { whereabouts } from './whereabouts.ts';

/** The nearest memory on one side of a window that shows none. */
interface Neighbour {
  readonly side: 'before' | 'after';
  /** From the window's edge. */
  readonly distance: bigint;
  readonly start: bigint;
  readonly end: bigint;
}

function neighboursOf({ picture }: Frame): readonly Neighbour[] {
  const found = whereabouts(picture);
  if (!found) return [];
  const { origin, span } = picture.projection.view;
  const bytes = (of: readonly [number, number] | null) =>
    of && { start: sectionStart(of[0]), end: sectionStart(of[1]) };
  const before = bytes(found.before);
  const after = bytes(found.after);
  return [
    ...(before ? [{ side: 'before', distance: origin - before.end, ...before } as const] : []),
    ...(after ? [{ side: 'after', distance: after.start - origin - span, ...after } as const] : []),
  ];
}

const sameWords = (a: readonly Neighbour[], b: readonly Neighbour[]): boolean =>
  a.length === b.length &&
  a.every(({ side, distance }, i) => side === b[i]?.side && distance === b[i]?.distance);

const isHeld = (s: State): boolean => s.held !== null;

/** Inside a hole: how far it is to memory on either side; pressed, one is there. */
export function BesideHole({ stage }: { readonly stage: Stage }): ReactNode {
  const store = useStoreApi();
  const held = useStore(isHeld);
  const [neighbours, setNeighbours] = useState<readonly Neighbour[]>([]);
  const before = useRef<HTMLButtonElement>(null);
  const after = useRef<HTMLButtonElement>(null);
  useFrame(
    stage,
    useCallback((frame: Frame) => {
      const now = neighboursOf(frame);
      setNeighbours((was) => (sameWords(was, now) ? was : now));
      place(frame, before.current, 'before');
      place(frame, after.current, 'after');
    }, []),
  );
  // They are put into their places by the frame after they are there.
  useEffect(() => {
    if (neighbours.length > 0 && !held) stage.ask();
  }, [stage, neighbours, held]);
  const go = ({ start, end }: Neighbour): void => {
    const axis = stage.frame?.picture.axis;
    if (axis) store.getState().setViewport(fitView(axis, start, end));
  };
  if (held) return null;
  const boxes: Readonly<Record<Neighbour['side'], RefObject<HTMLButtonElement | null>>> = {
    before,
    after,
  };
  return neighbours.map((neighbour) => (
    <button
      key={neighbour.side}
      ref={boxes[neighbour.side]}
      type="button"
      data-through
      onClick={() => go(neighbour)}
      className="invisible absolute top-0 left-0 h-6 cursor-pointer rounded-md bg-paper px-2 text-left text-xs whitespace-nowrap text-ink2 ring-1 ring-line2 ring-inset hover:text-ink hover:ring-ink phone:h-auto phone:min-h-11 phone:max-w-29 phone:py-1 phone:whitespace-normal"
    >
      <Words neighbour={neighbour} />
      <span className="sr-only">
        : {sizeWords(neighbour.end - neighbour.start)} at {formatHex(neighbour.start)}
      </span>
    </button>
  ));
}

function Words({ neighbour: { side, distance } }: { readonly neighbour: Neighbour }): ReactNode {
  const names = sizeNames(distance);
  const words = names[0] && names[0].length < 24 ? names[0] : names.at(-1);
  return side === 'before' ? (
    <>
      <Arrow wide="←" upright="↑" /> memory, {words} before
    </>
  ) : (
    <>
      memory, {words} after <Arrow wide="→" upright="↓" />
    </>
  );
}

const Arrow = ({
  wide,
  upright,
}: {
  readonly wide: string;
  readonly upright: string;
}): ReactNode => (
  <>
    <span aria-hidden="true" className="phone:hidden">
      {wide}
    </span>
    <span aria-hidden="true" className="hidden phone:inline">
      {upright}
    </span>
  </>
);

/** At its end of the band; beside the upright one. */
function place(
  { picture: { layout } }: Frame,
  button: HTMLElement | null,
  side: Neighbour['side'],
): void {
  if (!button) return;
  const { band, rem, start, length, upright } = layout;
  const { width, height } = sizeOf(button);
  const isBefore = side === 'before';
  if (upright)
    moveTo(
      button,
      band.at + band.size + 6 * rem,
      isBefore ? start + 22 * rem : start + length - height - 30 * rem,
    );
  else
    moveTo(
      button,
      isBefore ? start + 8 * rem : start + length - width - 8 * rem,
      band.at + (band.size - height) / 2,
    );
  show(button, true);
}
