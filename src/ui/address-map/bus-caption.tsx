import { type ReactNode, useCallback, useRef } from 'react';
import type { RegionView } from '../../worker/protocol.ts';
import { FigureButton } from '../kit/figure.tsx';
import { busTitle, captionFits, captionX, mapless, slotWords } from './caption.ts';
import type { Picture } from './picture.ts';
import type { Frame, Stage } from './stage.ts';
import { moveTo, show, useFrame } from './use-frame.ts';

/** Names the two lower rows where they end. */
export function BusCaption({ stage }: { readonly stage: Stage | null }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLParagraphElement>(null);
  const plain = useRef<HTMLSpanElement>(null);
  const slots = useRef<HTMLSpanElement>(null);
  const pages = useRef<HTMLParagraphElement>(null);
  useFrame(
    stage,
    useCallback((frame: Frame) => {
      const { picture } = frame;
      write(title.current, busTitle(picture));
      write(plain.current, mapless(picture));
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
      <p ref={title} className="font-semibold text-ink" />
      <p className="text-[0.6875rem]/4 text-ink2">
        <span ref={plain} />
        <FigureButton id="mapSlots" className="pointer-events-auto has-[span:empty]:hidden">
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
    : picture.shown.standing
      ? ''
      : picture.shown.region
        ? regionWords(picture, picture.shown.region)
        : picture.shown.map.kind === 'none'
          ? ''
          : 'no memory region: no page is held';

/** Without a map the region is all there is: from where it runs, and how far. */
const regionWords = ({ shown }: Picture, { start, length }: RegionView): string =>
  shown.map.direct !== null
    ? `one region from ${start} over ${length} bytes`
    : 'whose pages the memory region holds';

function write(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
