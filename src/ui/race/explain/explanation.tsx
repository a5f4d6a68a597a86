import { type ReactNode, useId, useMemo, useState } from 'react';
import type { StructureId } from '../../../machine/structures/words/structure.ts';
import type { Explanation as Explained } from '../../../race/explanation.ts';
import { heldBounds, mappedBounds } from '../../../race/memory-bounds.ts';
import type { State } from '../../../store/store.ts';
import type { Scene } from '../../../worker/protocol.ts';
import { useStore } from '../../kit/use-store.ts';
import { STRUCTURE_WORDS } from '../structure-words.ts';
import { useAskedAddress } from './asked-address.ts';
import { CacheLines } from './cache-lines.tsx';
import { BesideIt, FormulaPart, ReservedAndTouched } from './formula-part.tsx';
import { MemoryPicture } from './memory-picture.tsx';
import { QuestionTools } from './question-tools.tsx';
import { ReadList } from './read-list.tsx';
import { useExplanation } from './use-explanation.ts';
import { USES } from './uses.ts';
import { Walk, WalkTools } from './walk.tsx';
import './explanation.css';

interface ExplanationProps {
  readonly id: StructureId;
  /** At the right end of the heading's line. */
  readonly tools?: ReactNode;
}

const memoryOf = (state: State): Scene['memory'] | undefined => state.scene?.memory;
const NOTHING = new Float64Array(0);

/** One structure explains itself: its memory over the present layout, the way of one lookup, its formula. */
export function Explanation({ id, tools }: ExplanationProps): ReactNode {
  const heading = useId();
  const memory = useStore(memoryOf) ?? NOTHING;
  const bounds = useMemo(() => mappedBounds(memory, id), [memory, id]);
  const held = useMemo(() => heldBounds(memory), [memory]);
  const question = useAskedAddress(bounds);
  const { explanation, why, formula } = useExplanation(id, bounds, held, question.address);
  const { who, trades, source } = USES[id];
  return (
    <section aria-labelledby={heading} className="ex text-xs">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h3 id={heading} className="text-[0.8125rem]/4.5 font-semibold">
          {STRUCTURE_WORDS[id].name}
        </h3>
        {tools}
      </div>
      <p className="ex-prose text-ink2">
        {who} {trades} <span className="text-ink3">({source})</span>
      </p>
      <QuestionTools question={question} bounds={bounds} />
      {why && <p className="text-wrong-ink">{why}</p>}
      {formula && <FormulaPart formula={formula} />}
      {explanation ? (
        <Parts explanation={explanation} />
      ) : (
        !why && <p className="ex-wait text-ink3">Building it …</p>
      )}
    </section>
  );
}

/** A walk begins at the first read, and anew with each question. */
function Parts({ explanation }: { readonly explanation: Explained }): ReactNode {
  const { path } = explanation;
  const [walk, setWalk] = useState<{
    readonly of: Explained['path'] | null;
    readonly at: number;
  }>({ of: null, at: 0 });
  const count = path.reads.length;
  const at = walk.of === path ? walk.at : Math.min(1, count);
  const go = (to: number): void => setWalk({ of: path, at: to });
  return (
    <>
      <Walk at={at} count={count} onGo={go}>
        <div className="ex-walk">
          <WalkTools at={at} count={count} onGo={go} />
          <MemoryPicture explanation={explanation} made={at} />
        </div>
        <ReadList explanation={explanation} at={at} onGo={go} />
        <CacheLines explanation={explanation} made={at} />
      </Walk>
      <div className="ex-grid border-t border-line">
        <ReservedAndTouched {...explanation} />
        <div className="ex-side">
          <FormulaPart formula={explanation.formula} />
          {explanation.otherSections && (
            <p className="ex-prose text-going-ink">{explanation.otherSections}</p>
          )}
          {explanation.kernel && <BesideIt kernel={explanation.kernel} />}
        </div>
      </div>
    </>
  );
}
