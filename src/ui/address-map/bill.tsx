import type { ReactNode } from 'react';
import { formatCount, formatSize } from '../../machine/units/bytes.ts';
import type { State } from '../../store/store.ts';
import type { FigureId } from '../../timeline/figure.ts';
import type { Scene } from '../../worker/protocol.ts';
import { FigureButton } from '../kit/figure.tsx';
import { useStore } from '../kit/use-store.ts';
import { barLength, barScale, numeral, pixelWords, ratioWords } from './cost.ts';
import { sizeWords } from './size-words.ts';

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
        className={`flex items-baseline justify-between text-[0.8125rem] whitespace-nowrap ${MARGINS[size]}`}
      >
        <span>
          {memory === 0n ? 'To map no memory costs' : `To map ${sizeWords(memory)} of memory costs`}
        </span>
        <span className="text-xs text-ink3">1 px = {formatSize(scale)}</span>
      </p>
      <Row way={flat} memory={memory} rival={three.bytes} scale={scale} size={size} />
      <Row way={three} memory={memory} rival={flat.bytes} scale={scale} size={size} />
      <MemoryBar memory={memory} before={memoryOf(scene)} scale={scale} />
    </div>
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

const FIGURES: Readonly<Record<Kind, { readonly bytes: FigureId; readonly ratio: FigureId }>> = {
  flat: { bytes: 'flatBytes', ratio: 'flatRatio' },
  'three-level': { bytes: 'threeLevelBytes', ratio: 'threeLevelRatio' },
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
  return (
    <span className={size === 'wide' ? 'pb-1.5 text-xs/4' : 'text-xs/3.75'}>
      <span className="block">
        {way.name}
        {way.inUse && <span className="text-ink3">, in use</span>}
      </span>
      {way.bytes === 0n ? (
        <span className="block font-semibold text-ink">no table at all</span>
      ) : (
        <span className="block text-[0.8125rem] font-semibold text-ink">
          {formatCount(way.bytes)} B
          {delta !== 0n && (
            <span className="text-ghost">
              , {delta > 0n ? '+' : '−'}
              {formatCount(delta > 0n ? delta : -delta)}
            </span>
          )}
        </span>
      )}
      {ratio !== '' && size !== 'upright' && (
        <FigureButton id={FIGURES[way.kind].ratio} className="block">
          {ratio}
        </FigureButton>
      )}
    </span>
  );
}

/** The screen that lengths are told in, as in the opened figure; 1 px is 1 MiB there. */
const MIB = 1n << 20n;
const SCREEN = 1440n * MIB;

const SCREENS = 'text-xs/4 font-medium text-paper decoration-paper';

function screenWords(screens: bigint, scale: bigint): string {
  if (screens < 2n) return 'and on, off this screen →';
  return scale === MIB
    ? `and on, for ${formatCount(screens)} screens of 1,440 px →`
    : `${formatCount(screens)} screens at 1 px = 1 MiB →`;
}

function Bar({ way, scale, size }: Pick<RowProps, 'way' | 'scale' | 'size'>): ReactNode {
  const px = barLength(way.bytes, scale);
  const colour = way.kind === 'flat' ? 'bg-ink' : 'bg-map';
  if (px > 300) {
    const words = screenWords(way.bytes / SCREEN, scale);
    return (
      <div
        className={`my-1 flex h-4 items-center justify-end overflow-hidden ${MARGINS[size]} ${colour}`}
      >
        {size === 'small' ? (
          // Too close to the ratio above it for a second thing to press.
          <span className={SCREENS}>{words}</span>
        ) : (
          <FigureButton id="screens" className={SCREENS}>
            {words}
          </FigureButton>
        )}
      </div>
    );
  }
  const words = pixelWords(px);
  return (
    <div className="my-0.5 flex h-4 items-center gap-2.5 text-xs">
      {px > 0 && (
        <span className={`h-3 shrink-0 ${colour}`} style={{ width: `${Math.max(1, px)}px` }} />
      )}
      {words}
    </div>
  );
}

function MemoryBar({
  memory,
  before,
  scale,
}: {
  readonly memory: bigint;
  readonly before: bigint;
  readonly scale: bigint;
}): ReactNode {
  const kept = memory < before ? memory : before;
  const change = memory < before ? before - memory : memory - before;
  return (
    <div className="mt-1 flex h-4 items-center text-xs">
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
    </div>
  );
}
