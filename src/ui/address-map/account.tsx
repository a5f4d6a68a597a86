import { type ReactNode, useCallback, useMemo, useRef } from 'react';
import { formatCount } from '../../machine/units/bytes.ts';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { FigureButton } from '../kit/figure.tsx';
import { useStore } from '../kit/use-store.ts';
import { groupLow } from '../notifier-chain/group-low.ts';
import { leaderX } from './caption.ts';
import type { Layout } from './layout.ts';
import { type Picture, segmentsFor } from './picture.ts';
import { sizeWords } from './size-words.ts';
import type { Frame, Stage } from './stage.ts';
import { moveTo, show, sizeOf, useFrame } from './use-frame.ts';
import { type WrongPages, wrongPages } from './wrong-pages.ts';

const sceneOf = (s: State): Scene | null => s.scene;
const previewOf = (s: State): Scene | null => (s.held && s.preview?.scene) || null;

/** What stands under the rows: the region and its price, and where it lies. */
export function Accounts({ stage }: { readonly stage: Stage | null }): ReactNode {
  const scene = useStore(sceneOf);
  const preview = useStore(previewOf);
  const box = useRef<HTMLDivElement>(null);
  const shown = preview ?? scene;
  const wrong = useMemo(
    () =>
      shown?.region ? wrongPages(segmentsFor(shown), shown.region.hcalls, preview !== null) : null,
    [shown, preview],
  );
  useFrame(
    stage,
    useCallback(({ picture }: Frame) => {
      const { layout } = picture;
      moveTo(box.current, layout.start, layout.pages.at + layout.pages.size + 27 * layout.rem);
      show(box.current, !layout.upright);
    }, []),
  );
  if (!shown) return null;
  return (
    <>
      <div ref={box} data-over className="absolute top-0 left-0 text-xs">
        <RegionAccount scene={shown} />
      </div>
      <Callout stage={stage} wrong={wrong} account={box} />
    </>
  );
}

function RegionAccount({ scene }: { readonly scene: Scene }): ReactNode {
  const { region, regionGone, map, standing } = scene;
  if (standing)
    return (
      <>
        <p className="text-[0.8125rem]/4.5 font-semibold">{standing.title}</p>
        <p className="max-w-160 text-ink2">{standing.text}</p>
      </>
    );
  if (region)
    return (
      <>
        <p className="flex items-baseline gap-2 text-[0.8125rem]/4.5 font-semibold">
          One memory region
          {scene.transfersStopped && <Stopped />}
        </p>
        <p className="text-ink2">
          length{' '}
          <FigureButton id="mrLength" className="font-mono whitespace-nowrap">
            {groupLow(region.length)}
          </FigureButton>
          , <FigureButton id="mrPages">{formatCount(region.pages)}</FigureButton> pages in{' '}
          <FigureButton id="mrHcalls">{formatCount(region.hcalls)}</FigureButton> hcalls
        </p>
      </>
    );
  const online = BigInt(scene.onlineBytes);
  return (
    <>
      <p className="flex items-baseline gap-2 text-[0.8125rem]/4.5 font-semibold text-wrong-ink">
        {map.kind === 'none'
          ? 'No driver, no memory region.'
          : online > 0n
            ? `${sizeWords(online)} stay online; the device cannot reach one byte of them.`
            : 'No memory region.'}
        {scene.transfersStopped && <Stopped />}
      </p>
      {regionGone && <p className="max-w-160 text-ink2">{regionGone}</p>}
    </>
  );
}

const Stopped = (): ReactNode => (
  <FigureButton
    id="stopTransfer"
    className="rounded-[4px] bg-moved-soft px-1.5 text-xs font-medium text-going-ink"
  >
    transfers stopped
  </FigureButton>
);

/** The loudest thing on the page, tied to its slot by a line. */
function Callout({
  stage,
  wrong,
  account,
}: {
  readonly stage: Stage | null;
  readonly wrong: WrongPages | null;
  readonly account: { readonly current: HTMLElement | null };
}): ReactNode {
  const text = useRef<HTMLDivElement>(null);
  const line = useRef<SVGPathElement>(null);
  const slot = wrong?.slot ?? null;
  useFrame(
    stage,
    useCallback(
      ({ picture }: Frame) => {
        const place =
          slot === null ? null : calloutPlace(picture, slot, text.current, account.current);
        const isOut = place === null || (picture.layout.upright && picture.previewing);
        show(text.current, !isOut);
        line.current?.setAttribute('d', isOut ? '' : (place?.path ?? ''));
        if (place) moveTo(text.current, place.x, place.y);
      },
      [slot, account],
    ),
  );
  return (
    <>
      <svg aria-hidden="true" className="pointer-events-none absolute inset-0 size-full">
        <path ref={line} className="fill-none stroke-wrong stroke-[1.5]" />
      </svg>
      <div
        ref={text}
        data-over
        className="absolute top-0 left-0 w-max text-pretty phone:text-right"
      >
        {wrong && (
          <>
            <p className="text-[0.8125rem]/4.5 font-semibold text-wrong-ink">
              <FigureButton id="wrongPage" className="text-left">
                {wrong.fact}
              </FigureButton>
            </p>
            {wrong.cause !== '' && <p className="text-xs text-ink2 phone:hidden">{wrong.cause}</p>}
          </>
        )}
      </div>
    </>
  );
}

interface CalloutPlace {
  readonly x: number;
  readonly y: number;
  readonly path: string;
}

function calloutPlace(
  pic: Picture,
  slot: number,
  text: HTMLElement | null,
  account: HTMLElement | null,
): CalloutPlace | null {
  const { layout } = pic;
  if (!text || layout.close) return null;
  if (layout.upright) return uprightPlace(pic, slot, text);
  const under = layout.pages.at + layout.pages.size;
  const at = leaderX(pic, slot);
  const left = layout.start + (account ? sizeOf(account).width : 0) + 28 * layout.rem;
  const edge = layout.bill - 20 * layout.rem;
  const width = fitted(text, roomFor(edge - Math.max(left, at + 12 * layout.rem), layout.rem));
  const right = edge - width;
  const y = under + 20 * layout.rem;
  const x = Math.max(left, Math.min(right, at + 12 * layout.rem));
  if (x > right + 4) {
    // No room beside the account: below it.
    const lower = y + 36 * layout.rem;
    return {
      x: layout.start + 14 * layout.rem,
      y: lower,
      path: leader(layout, at, under, layout.start + 8, lower),
    };
  }
  return { x, y, path: leader(layout, at, under, x - 5 * layout.rem, y) };
}

/** In units of the root's font: as narrow as reads well, wider where there is room for it beside its line. */
const roomFor = (room: number, rem: number): number => Math.max(21, Math.min(30, room / rem / 16));

/** The width of the text when it may be so wide, in the same units. */
function fitted(text: HTMLElement, most: number): number {
  const room = `${Math.floor(most)}rem`;
  if (text.style.maxWidth !== room) text.style.maxWidth = room;
  return sizeOf(text).width;
}

function leader(layout: Layout, at: number, from: number, to: number, y: number): string {
  if (at > to) return `M${at} ${from + 1}V${y - 1}`;
  const middle = y + 9 * layout.rem;
  return `M${at} ${from + 1}V${middle}H${to}`;
}

function uprightPlace(pic: Picture, slot: number, text: HTMLElement): CalloutPlace {
  const { layout } = pic;
  fitted(text, 15);
  const foot = layout.start + pic.bx(slot) + Math.min(pic.bus.scale, 40);
  const x = layout.width - 16 * layout.rem - sizeOf(text).width;
  const y = Math.min(foot + 20 * layout.rem, layout.height - sizeOf(text).height - 4);
  const at = layout.pages.at + layout.pages.size / 2;
  return { x, y, path: `M${at} ${foot + 1}V${y}` };
}
