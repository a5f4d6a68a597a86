import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { formatCount } from '../../machine/units/bytes.ts';
import type { State, Store } from '../../store/store.ts';
import { WHOLE } from '../../store/view.ts';
import type { Scene } from '../../worker/protocol.ts';
import { FigureButton } from '../kit/figure.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { Accounts } from './account.tsx';
import { Bill, type BillSize } from './bill.tsx';
import { BusCaption } from './bus-caption.tsx';
import { fitView, project, xOf, zoomAbout } from './projection.ts';
import { sizeWords } from './size-words.ts';
import { Stage } from './stage.ts';
import { type Looks, Tools } from './tools.tsx';
import { moveTo, useFrame, usePictured } from './use-frame.ts';
import { isWhole } from './viewport.ts';

/** Fetched right after the first picture. */
const Hands = lazy(async () => ({ default: (await import('./hands.tsx')).Hands }));

const sceneOf = (s: State): Scene | null => s.scene;
const isAllOf = (s: State): boolean => isWhole(s.viewport);
const previewOf = (s: State): Scene | null => (s.held && s.preview?.scene) || null;

/** The physical address space, the bus slots the map answers, whose pages the region holds, and the bill. */
export function AddressMap(): ReactNode {
  const store = useStoreApi();
  const [stage, setStage] = useState<Stage | null>(null);
  const [size, setSize] = useState<BillSize | 'close'>(firstSize);
  const looks = useMemo(() => looksOf(store, () => stage), [store, stage]);
  const upright = size === 'upright';
  return (
    <section
      aria-label="Physical address space"
      className={`relative flex flex-col ${upright ? 'min-h-full' : 'h-full min-h-0 overflow-hidden'}`}
    >
      {upright && (
        <div className="min-h-48 pt-1 pb-2 pl-4">
          <Bill size="upright" />
        </div>
      )}
      <Head looks={looks} upright={upright} />
      <Figure
        stage={stage}
        looks={looks}
        onStage={setStage}
        onSize={setSize}
        bill={size === 'wide' || size === 'small' ? size : null}
        upright={upright}
      />
      {upright && (
        <div className="px-4 py-3">
          <Tools looks={looks} />
        </div>
      )}
    </section>
  );
}

/** Before the figure is measured: by the page's layout, so that nothing moves when it is. */
function firstSize(): BillSize {
  const { layout } = document.documentElement.dataset;
  return layout === 'phone' ? 'upright' : layout === 'tabs' ? 'small' : 'wide';
}

function Head({ looks, upright }: { readonly looks: Looks; readonly upright: boolean }): ReactNode {
  if (upright)
    return (
      <div className="flex items-end px-4 text-xs/3.5">
        <h2 className="flex-1 font-semibold">Physical address space</h2>
        <span className="w-24 font-semibold" aria-hidden="true">
          Bus space
        </span>
        <span className="w-13 font-semibold" aria-hidden="true">
          Pages of section
        </span>
      </div>
    );
  return (
    <div className="relative z-10 flex h-9 shrink-0 items-center justify-between gap-4 px-6 tabs:px-4">
      <div className="flex min-w-0 items-baseline gap-2.5 whitespace-nowrap">
        <h2 className="text-[0.8125rem]/4.5 font-semibold">Physical address space</h2>
        <Meta />
      </div>
      <Tools looks={looks} />
    </div>
  );
}

/** One live fact. */
function Meta(): ReactNode {
  const scene = useStore(sceneOf);
  const preview = useStore(previewOf);
  if (!scene) return null;
  const now = tally(scene);
  const then = preview && tally(preview);
  const memory = BigInt(scene.onlineBytes) + BigInt(scene.offlineBytes);
  return (
    <span className="truncate text-xs text-ink3">
      {then ? (
        `${now.sections}, ${now.runs}; after the drop ${then.count} in ${then.runCount}`
      ) : memory === 0n ? (
        'no memory'
      ) : (
        <FigureButton id="memory">
          {sizeWords(memory)} in {now.sections}, {now.runs}
        </FigureButton>
      )}
    </span>
  );
}

function tally(scene: Scene): {
  readonly count: string;
  readonly runCount: string;
  readonly sections: string;
  readonly runs: string;
} {
  const sections = (BigInt(scene.onlineBytes) + BigInt(scene.offlineBytes)) >> 24n;
  const runs = scene.memory.length / 3;
  const count = formatCount(sections);
  return {
    count,
    runCount: formatCount(runs),
    sections: `${count} ${sections === 1n ? 'section' : 'sections'}`,
    runs: `${formatCount(runs)} ${runs === 1 ? 'run' : 'runs'}`,
  };
}

interface FigureProps {
  readonly stage: Stage | null;
  readonly looks: Looks;
  readonly onStage: (stage: Stage | null) => void;
  readonly onSize: (size: BillSize | 'close') => void;
  readonly bill: 'wide' | 'small' | null;
  readonly upright: boolean;
}

/** The drawing itself, with everything that lies on it. */
function Figure({ stage, looks, onStage, onSize, bill, upright }: FigureProps): ReactNode {
  const store = useStoreApi();
  const isAll = useStore(isAllOf);
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const labels = useRef<SVGGElement>(null);
  const tag = useRef<SVGRectElement>(null);
  const billBox = useRef<HTMLDivElement | null>(null);
  const billTop = useRef(0);
  // The bill comes back after a frame has told its place: it is put there as it is mounted.
  const placeBill = useCallback((element: HTMLDivElement | null) => {
    billBox.current = element;
    moveTo(element, 0, billTop.current);
  }, []);
  const pictured = usePictured(stage);
  useEffect(() => {
    if (!box.current || !canvas.current || !labels.current || !tag.current) return;
    const made = new Stage(store, {
      box: box.current,
      canvas: canvas.current,
      labels: labels.current,
      tag: tag.current,
    });
    onStage(made);
    return () => {
      made.stop();
      onStage(null);
    };
  }, [store, onStage]);
  useFrame(
    stage,
    useCallback(
      ({ picture: { layout } }) => {
        billTop.current = layout.billTop;
        moveTo(billBox.current, 0, layout.billTop);
        onSize(
          layout.upright ? 'upright' : layout.close ? 'close' : layout.smallBill ? 'small' : 'wide',
        );
      },
      [onSize],
    ),
  );
  return (
    <div
      ref={box}
      className={`relative min-h-0 flex-1 select-none ${isAll ? 'touch-pan-y' : 'touch-none'} ${upright ? 'min-h-[24.5rem]' : ''}`}
    >
      <div aria-hidden="true" className="absolute inset-0">
        <canvas ref={canvas} className="size-full" />
      </div>
      <svg
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 size-full overflow-visible"
      >
        <rect ref={tag} rx="4" className="fill-ghost" visibility="hidden" />
        <g ref={labels} />
      </svg>
      <BusCaption stage={stage} />
      <Accounts stage={stage} />
      {bill && (
        <div
          data-over
          ref={placeBill}
          className={`absolute top-0 right-0 ${bill === 'wide' ? 'w-100' : 'w-79'}`}
        >
          <Bill size={bill} />
        </div>
      )}
      {stage && pictured && box.current && (
        <Suspense>
          <Hands stage={stage} box={box.current} looks={looks} />
        </Suspense>
      )}
    </div>
  );
}

/** What the buttons do, on the axis as it is drawn. */
function looksOf(store: Store, stageNow: () => Stage | null): Looks {
  const picture = () => stageNow()?.frame?.picture ?? null;
  return {
    zoom: (octaves) => {
      const pic = picture();
      const { viewport, selection, setViewport } = store.getState();
      if (!pic) return;
      const p = project(pic.axis, viewport, pic.layout.length);
      const middle = selection
        ? (xOf(p, selection.start) + xOf(p, selection.end)) / 2
        : p.width / 2;
      const inSight = middle >= 0 && middle <= p.width;
      setViewport(zoomAbout(p, inSight ? middle : p.width / 2, octaves));
    },
    fitAll: () => store.getState().setViewport(WHOLE),
    fitSelection: () => {
      const pic = picture();
      const { selection, setViewport } = store.getState();
      if (pic && selection) setViewport(fitView(pic.axis, selection.start, selection.end));
    },
    goTo: (address) => {
      const pic = picture();
      if (!pic) return;
      const { setViewport } = store.getState();
      const bytesEach = BigInt(Math.max(16, Math.round(pic.layout.length / 29)));
      const left = (bytesEach * 3n) / 8n;
      const end = (1n << 64n) - bytesEach;
      const from = address < left ? 0n : address - left > end ? end : address - left;
      setViewport({ origin: from, fraction: 0n, span: bytesEach });
    },
  };
}
