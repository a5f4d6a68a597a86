import { lazy, type ReactNode, Suspense } from 'react';
import { formatCount, formatSize } from '../../machine/units/bytes.ts';
import type { State } from '../../store/store.ts';
import type { FigureAbout, FigureId } from '../../timeline/figure.ts';
import { ratioWords } from '../../timeline/ratio-words.ts';
import type { Scene } from '../../worker/protocol.ts';
import { FigureButton } from '../kit/figure.tsx';
import { useStore } from '../kit/use-store.ts';
import { useWindowWidth } from '../kit/use-window-width.ts';
import { barLength, barScale, numeral, pixelWords } from './cost.ts';
import { sizeWords } from './size-words.ts';

/** Fetched right after the first picture, into room that is kept for it. */
const RaceButton = lazy(async () => ({ default: (await import('./race-button.tsx')).RaceButton }));

const sceneOf = (s: State): Scene | null => s.scene;
const previewOf = (s: State): Scene | null => (s.held && s.preview?.scene) || null;

const memoryOf = (scene: Scene): bigint => BigInt(scene.onlineBytes) + BigInt(scene.offlineBytes);

type Kind = 'flat' | 'three-level';

/** One way to map this memory. */
interface Way {
  readonly kind: Kind;
  readonly name: string;
  readonly bytes: bigint;
  readonly before: bigint;
  readonly inUse: boolean;
}

/** What it costs to map the memory, flat against three levels, to scale with the memory itself. */
export type BillSize = 'wide' | 'small' | 'upright';

export function Bill({ size }: { readonly size: BillSize }): ReactNode {
  const scene = useStore(sceneOf);
  const preview = useStore(previewOf);
  if (!scene) return null;
  const shown = preview ?? scene;
  const memory = memoryOf(shown);
  const before = memoryOf(scene);
  const scale = barScale(memory > before ? memory : before, ROOM[size]);
  const [flat, three] = waysOf(scene, shown);
  return (
    <div className="text-ink2">
      <p
        className={`mb-1 flex items-baseline justify-between text-[0.8125rem]/4.5 whitespace-nowrap ${MARGINS[size]}`}
      >
        <span>
          {memory === 0n ? (
            'To map no memory costs'
          ) : (
            <>
              To map <FigureButton id="memory">{sizeWords(memory)}</FigureButton> of memory costs
            </>
          )}
        </span>
        <Scale scale={scale} then={barScale(before, ROOM[size])} />
      </p>
      <Row way={flat} memory={memory} rival={three.bytes} scale={scale} size={size} />
      <Row way={three} memory={memory} rival={flat.bytes} scale={scale} size={size} />
      <MemoryBar memory={memory} before={memoryOf(scene)} scale={scale} size={size} />
    </div>
  );
}

/** One scale for all three bars, said once; while a part in the hand would change it, that is said too. */
function Scale({ scale, then }: { readonly scale: bigint; readonly then: bigint }): ReactNode {
  return (
    <FigureButton
      id="barScale"
      about={{ scale: `${scale}` }}
      className={`text-xs ${scale === then ? 'text-ink3' : 'text-ghost'}`}
    >
      1 px = {formatSize(scale)}
    </FigureButton>
  );
}

function waysOf(scene: Scene, shown: Scene): readonly [Way, Way] {
  const way = (kind: Kind, name: string, now: string, then: string): Way => ({
    kind,
    name,
    bytes: BigInt(now),
    before: BigInt(then),
    inUse: shown.bill.inUse === kind,
  });
  return [
    way('flat', 'flat array', shown.bill.flat, scene.bill.flat),
    way('three-level', 'three-level map', shown.bill.threeLevel, scene.bill.threeLevel),
  ];
}

interface RowProps {
  readonly way: Way;
  readonly memory: bigint;
  readonly rival: bigint;
  readonly scale: bigint;
  readonly size: BillSize;
}

/** The bars run to the window's edge; text keeps the page's margin. */
const MARGINS: Readonly<Record<BillSize, string>> = {
  wide: 'pr-6',
  small: 'pr-4',
  upright: 'pr-4',
};

/** Pixels that the memory's own bar may take. */
const ROOM: Readonly<Record<BillSize, number>> = { wide: 300, small: 220, upright: 274 };

const NUMERALS: Readonly<Record<BillSize, string>> = {
  wide: 'text-[4.5rem]/[4rem]',
  small: 'text-[3rem]/[2.75rem]',
  upright: 'text-[3.375rem]/[3.125rem]',
};

const FIGURES: Readonly<Record<Kind, { readonly bytes: FigureId; readonly pixels: FigureId }>> = {
  flat: { bytes: 'flatBytes', pixels: 'flatPixels' },
  'three-level': { bytes: 'threeLevelBytes', pixels: 'threeLevelPixels' },
};

function Row({ way, memory, rival, scale, size }: RowProps): ReactNode {
  const { number, unit } = numeral(way.bytes);
  const changed = way.bytes !== way.before;
  const tone = changed ? 'text-ghost' : way.kind === 'flat' ? 'text-ink' : 'text-map';
  return (
    <>
      <div className="flex items-end gap-3 whitespace-nowrap">
        <FigureButton id={FIGURES[way.kind].bytes} className={tone}>
          <span className={`inline-block align-top font-bold tracking-[-0.05em] ${NUMERALS[size]}`}>
            {number}
            <span className="ml-1 text-[0.36em] leading-none font-semibold tracking-[-0.02em]">
              {unit}
            </span>
          </span>
        </FigureButton>
        <RowText way={way} memory={memory} rival={rival} size={size} />
      </div>
      <Bar way={way} scale={scale} size={size} />
    </>
  );
}

function RowText({ way, memory, rival, size }: Omit<RowProps, 'scale'>): ReactNode {
  const delta = way.bytes - way.before;
  const dear = way.kind === 'three-level' && rival > 0n && way.bytes > rival;
  const ratio = dear
    ? ratioWords(way.bytes, rival, 'the flat array')
    : ratioWords(way.bytes, memory, 'the memory');
  const name = (
    <span className="block">
      {way.name}
      {way.inUse && <span className="text-ink3">, in use</span>}
    </span>
  );
  const upright = size === 'upright';
  return (
    <span className={size === 'wide' ? 'pb-1.5 text-xs/4' : 'text-xs/3.75'}>
      {(!upright || way.bytes === 0n) && name}
      {way.bytes === 0n ? (
        <span className="block font-semibold text-ink">no table at all</span>
      ) : (
        // Both lines are one thing to press: each alone is too low for a finger.
        <FigureButton id={FIGURES[way.kind].bytes} className="block text-left">
          {upright && name}
          <span className="block text-[0.8125rem] font-semibold text-ink">
            {formatCount(way.bytes)} B
            {delta !== 0n && (
              <span className="text-ghost">
                , {delta > 0n ? '+' : '−'}
                {formatCount(delta > 0n ? delta : -delta)}
              </span>
            )}
          </span>
          {ratio !== '' && !upright && <span className="block">{ratio}</span>}
        </FigureButton>
      )}
    </span>
  );
}

/** A bar that runs on to the window's edge tells by how many windows it is longer. */
function widthWords(widths: bigint): string {
  return widths < 2n
    ? 'and on, off this window →'
    : `and on, for ${formatCount(widths)} widths of this window →`;
}

function Bar({ way, scale, size }: Pick<RowProps, 'way' | 'scale' | 'size'>): ReactNode {
  const px = barLength(way.bytes, scale);
  const width = useWindowWidth();
  const colour = way.kind === 'flat' ? 'bg-ink' : 'bg-map';
  const about: FigureAbout = { scale: `${scale}`, width };
  if (px > ROOM[size])
    return (
      <div
        className={`my-1 flex h-4 items-center justify-end overflow-hidden ${MARGINS[size]} ${colour}`}
      >
        <FigureButton
          id="screens"
          about={about}
          className="text-xs/4 font-medium text-paper decoration-paper"
        >
          {widthWords(way.bytes / (scale * BigInt(width)))}
        </FigureButton>
      </div>
    );
  const words = pixelWords(px);
  return (
    <div className="my-1 flex h-4 items-center gap-2.5 text-xs">
      {px > 0 && (
        <span className={`h-3 shrink-0 ${colour}`} style={{ width: `${Math.max(1, px)}px` }} />
      )}
      {words !== '' && (
        <FigureButton id={FIGURES[way.kind].pixels} about={about}>
          {words}
        </FigureButton>
      )}
    </div>
  );
}

function MemoryBar({
  memory,
  before,
  scale,
  size,
}: {
  readonly memory: bigint;
  readonly before: bigint;
  readonly scale: bigint;
  readonly size: BillSize;
}): ReactNode {
  const kept = memory < before ? memory : before;
  const change = memory < before ? before - memory : memory - before;
  return (
    <div className={`flex h-4 items-center text-xs ${MARGINS[size]}`}>
      <span className="h-3 shrink-0 bg-on" style={{ width: `${barLength(kept, scale)}px` }} />
      {change > 0n && (
        <span
          className={`h-3 shrink-0 ${memory < before ? 'ring-1 ring-ghost ring-inset' : 'bg-ghost'}`}
          style={{ width: `${Math.max(1, barLength(change, scale))}px` }}
        />
      )}
      <FigureButton id="memory" className="ml-2.5">
        {memory === 0n ? 'no memory' : 'the memory'}
      </FigureButton>
      <Suspense>
        <RaceButton className="-my-3 ml-auto phone:-mt-9" />
      </Suspense>
    </div>
  );
}
