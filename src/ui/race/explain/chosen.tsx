import { type ReactNode, useEffect, useRef } from 'react';
import type { StructureId } from '../../../machine/structures/words/structure.ts';
import { Button } from '../../kit/button.tsx';
import { Scroller } from '../../kit/scroller.tsx';
import { Explanation } from './explanation.tsx';
import { useWayBack } from './use-way-back.ts';

interface ChosenProps {
  readonly id: StructureId;
  readonly onBack: () => void;
}

/** The structure that was chosen, in the place of the race's picture; the table stays, to choose another by. */
export function Chosen({ id, onBack }: ChosenProps): ReactNode {
  const back = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useWayBack(id);
  useEffect(() => {
    // Chosen in the picture, which has gone: the focus would go with it.
    if (document.activeElement === document.body) back.current?.focus({ preventScroll: true });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each that is chosen.
  useEffect(() => {
    if (box.current) bringIntoSight(box.current);
  }, [id]);
  return (
    <Scroller box={box} label="How it works" className="h-full">
      <Explanation
        id={id}
        tools={
          <Button ref={back} icon="back" kind="plain" onClick={onBack}>
            Back to the picture
          </Button>
        }
      />
    </Scroller>
  );
}

/** On a narrow page it stands above the table by which it was chosen. Only the race scrolls, never the page. */
function bringIntoSight(box: HTMLElement): void {
  const { top } = box.getBoundingClientRect();
  for (let up = box.parentElement; up?.closest('.race'); up = up.parentElement) {
    const edge = up.getBoundingClientRect().top;
    const isHidden = top < edge || top > innerHeight / 2;
    if (up.scrollHeight > up.clientHeight + 1 && isHidden) {
      up.scrollTop += top - edge;
      return;
    }
  }
}
