import { type ReactNode, useCallback, useRef } from 'react';
import { groupHex } from '../../machine/units/address.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import type { Frame, Stage } from './stage.ts';
import { moveTo, show, sizeOf, useFrame } from './use-frame.ts';

const BUS = 1n << 63n;

/** Names the two lower rows where they end. */
export function BusCaption({ stage }: { readonly stage: Stage | null }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const slots = useRef<HTMLParagraphElement>(null);
  const pages = useRef<HTMLParagraphElement>(null);
  useFrame(
    stage,
    useCallback((frame: Frame) => {
      const { picture } = frame;
      write(slots.current, slotWords(frame));
      write(pages.current, pageWords(frame));
      const element = box.current;
      const { layout } = picture;
      if (!element) return;
      const end = layout.start + Math.min(layout.room, picture.bx(rowEnd(frame))) + 14 * layout.rem;
      const fits =
        !layout.upright && !layout.close && end + sizeOf(element).width < layout.bill - 8;
      show(element, fits);
      moveTo(element, end, layout.bus.at - layout.rem);
    }, []),
  );
  return (
    <div
      ref={box}
      className="pointer-events-none absolute top-0 left-0 text-xs/[1.0625rem] whitespace-nowrap"
    >
      <p className="font-semibold text-ink">Bus space, dense</p>
      <p ref={slots} className="text-[0.6875rem]/4 text-ink2" />
      <p ref={pages} className="mt-[0.1875rem] text-[0.6875rem]/4 text-ink2" />
    </div>
  );
}

/** One past the last slot drawn: what was there before counts, dashed. */
function rowEnd({ picture }: Frame): number {
  let end = picture.segments.slots;
  const { before } = picture.shown;
  const last = before.length - 3;
  if (last >= 0) end = Math.max(end, (before[last + 2] ?? 0) + (before[last + 1] ?? 0));
  return end;
}

function slotWords({ picture }: Frame): string {
  const { segments, bus, shown } = picture;
  if (shown.map.kind === 'none') return 'no driver answers';
  if (shown.map.refused) return 'the array was refused: nothing is mapped';
  if (segments.slots === 0) return 'no slot';
  const last = groupHex(BUS + (BigInt(segments.slots) << 24n) - 1n);
  const scale = bus.toScale ? '' : '; not to the scale above';
  const count = `${formatCount(segments.slots)} ${segments.slots === 1 ? 'slot' : 'slots'}`;
  return `${count}, to ${last}${scale}`;
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
