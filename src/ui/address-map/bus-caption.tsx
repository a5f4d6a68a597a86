import { type ReactNode, useCallback, useRef } from 'react';
import { FigureButton } from '../kit/figure.tsx';
import { captionFits, captionX, slotWords } from './caption.ts';
import type { Frame, Stage } from './stage.ts';
import { moveTo, show, useFrame } from './use-frame.ts';

/** Names the two lower rows where they end. */
export function BusCaption({ stage }: { readonly stage: Stage | null }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const slots = useRef<HTMLSpanElement>(null);
  const pages = useRef<HTMLParagraphElement>(null);
  useFrame(
    stage,
    useCallback((frame: Frame) => {
      const { picture } = frame;
      write(slots.current, slotWords(picture));
      write(pages.current, pageWords(frame));
      const element = box.current;
      const { layout } = picture;
      if (!element) return;
      show(element, captionFits(picture));
      moveTo(element, captionX(picture), layout.bus.at - layout.rem);
    }, []),
  );
  return (
    <div
      ref={box}
      className="pointer-events-none absolute top-0 left-0 text-xs/[1.0625rem] whitespace-nowrap"
    >
      <p className="font-semibold text-ink">Bus space, dense</p>
      <p className="text-[0.6875rem]/4 text-ink2">
        <FigureButton id="mapSlots" className="pointer-events-auto">
          <span ref={slots} />
        </FigureButton>
      </p>
      <p ref={pages} className="mt-[0.1875rem] text-[0.6875rem]/4 text-ink2" />
    </div>
  );
}

/** Silent while a part is in the hand: there the card tells more. */
const pageWords = ({ picture }: Frame): string =>
  picture.previewing
    ? ''
    : picture.shown.region
      ? 'whose pages the memory region holds'
      : picture.shown.map.kind === 'none'
        ? ''
        : 'no memory region: no page is held';

function write(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
