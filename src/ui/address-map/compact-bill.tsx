import { type ReactNode, useCallback, useRef } from 'react';
import type { State } from '../../store/store.ts';
import type { FigureId } from '../../timeline/figure.ts';
import { ratioWords } from '../../timeline/ratio-words.ts';
import type { Scene } from '../../worker/protocol.ts';
import { FigureButton } from '../kit/figure.tsx';
import { useStore } from '../kit/use-store.ts';
import { numeral } from './cost.ts';
import { RaceButton } from './race-button.tsx';
import { sizeWords } from './size-words.ts';
import type { Frame, Stage } from './stage.ts';
import { moveTo, show, sizeOf, useFrame } from './use-frame.ts';

const sceneOf = (s: State): Scene | null => s.scene;
const shownOf = (s: State): Scene | null => (s.held && s.preview?.scene) || s.scene;

/** The bill in two lines, beside the account of the region: where rows take the whole width. */
export function CompactBill({ stage }: { readonly stage: Stage }): ReactNode {
  const scene = useStore(sceneOf);
  const shown = useStore(shownOf);
  const box = useRef<HTMLDivElement>(null);
  useFrame(
    stage,
    useCallback(({ picture: { layout } }: Frame) => {
      const element = box.current;
      if (!element) return;
      const seen = layout.close && !layout.upright;
      show(element, seen);
      // Measuring forces a layout of the page: not for what is not seen.
      if (!seen) return;
      const x = layout.width - layout.start - sizeOf(element).width;
      moveTo(element, x, layout.pages.at + layout.pages.size + 27 * layout.rem);
    }, []),
  );
  if (!scene || !shown) return null;
  const memory = BigInt(shown.onlineBytes) + BigInt(shown.offlineBytes);
  const line = (
    kind: 'flat' | 'three-level',
    id: FigureId,
    name: string,
    now: string,
    then: string,
  ): ReactNode => {
    const { number, unit } = numeral(BigInt(now));
    const tone = now !== then ? 'text-ghost' : kind === 'flat' ? 'text-ink' : 'text-map';
    const ratio = ratioWords(BigInt(now), memory, 'the memory');
    return (
      <p className="flex items-baseline justify-end gap-1.5">
        <span>
          {name}
          {shown.bill.inUse === kind && <span className="text-ink3">, in use</span>}
        </span>
        <FigureButton id={id} className={`text-lg/5 font-bold ${tone}`}>
          {number} {unit}
        </FigureButton>
        <span className="text-ink3">{ratio}</span>
      </p>
    );
  };
  return (
    <div
      ref={box}
      data-over
      className="invisible absolute top-0 left-0 text-right text-xs whitespace-nowrap text-ink2"
    >
      <div className="flex items-baseline gap-5">
        <span className="tabs:hidden">
          {memory === 0n ? 'To map no memory costs' : `To map ${sizeWords(memory)} costs`}
        </span>
        {line('flat', 'flatBytes', 'flat array', shown.bill.flat, scene.bill.flat)}
        {line(
          'three-level',
          'threeLevelBytes',
          'three-level map',
          shown.bill.threeLevel,
          scene.bill.threeLevel,
        )}
        <RaceButton className="-my-2" />
      </div>
    </div>
  );
}
