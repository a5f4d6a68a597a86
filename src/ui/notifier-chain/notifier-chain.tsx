import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { BlocksFact } from '../../machine/trace.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import type { State } from '../../store/store.ts';
import type { CallbackView, Scene } from '../../worker/protocol.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { Panel } from '../kit/panel.tsx';
import { Scroller } from '../kit/scroller.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { ordinal } from './answer.ts';
import { CallbackForm } from './callback-form.tsx';
import { ChainList } from './chain-list.tsx';
import { Explanation } from './explanation.tsx';
import { silenceOf } from './glosses.ts';
import type { Focused } from './heir.ts';
import { giveFocus, type KeptFocus, useFocusHeir, useFocusLeft } from './kept-focus.ts';
import { blocksOf, callsBefore, newsOf, scoreFact, scoreOf } from './score.ts';
import { ScoreTable } from './score-table.tsx';
import { TryWayOut } from './try-way-out.tsx';
import { wayOutOf } from './way-out.ts';

interface NotifierChainProps {
  readonly size: 'wide' | 'normal' | 'narrow';
}

const sceneOf = (state: State): Scene | null => state.scene;
const layoutOf = (state: State): State['layout'] => state.layout;

/** The memory notifier chain: who stands in it, and who answered what in the step at the cursor. */
export function NotifierChain({ size }: NotifierChainProps): ReactNode {
  const store = useStoreApi();
  const scene = useStore(sceneOf);
  const onPhone = useStore(layoutOf) === 'phone';
  const [form, setForm] = useState<{ callback: CallbackView | null } | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const lost = useRef<Focused | null>(null);
  const focus = useMemo((): KeptFocus => ({ box, lost }), []);
  useFocusHeir(focus, opener, scene?.epoch);
  const edited = useRef<string | null>(null);
  useEffect(() => {
    if (form) edited.current = `Edit ${form.callback?.name ?? ''}`;
    else if (edited.current !== null) {
      // Back to the callback that was edited; a new one was begun from the button.
      giveFocus(box.current, { label: edited.current, rank: -1 }, opener.current);
      edited.current = null;
    }
  }, [form]);
  if (!scene) return <Panel label="Notifier chain">{null}</Panel>;
  const facts = blocksOf(scene.trace);
  /** The form takes the room that it needs, so that all of it shows at once. */
  const write = (callback: CallbackView | null): void => {
    if (!onPhone) store.getState().setNews('chain');
    setForm({ callback });
  };
  const begin = (): void => write(null);
  const add =
    size === 'narrow' ? (
      <IconButton
        ref={opener}
        kind="line"
        icon="plus"
        label="Add callback"
        className="-my-1"
        onClick={begin}
      />
    ) : (
      <Button ref={opener} icon="plus" onClick={begin}>
        Add callback
      </Button>
    );
  const calls = scoreFact(facts, ordinal);
  const fact = size !== 'narrow' && facts.length > 0 ? calls : '';
  const news = facts[newsOf(facts)];
  const wayOut = news && size !== 'narrow' ? wayOutOf(scene, news) : null;
  const tools = (
    <>
      {wayOut && (
        <TryWayOut
          wayOut={wayOut}
          onTried={() => requestAnimationFrame(() => giveFocus(null, null, opener.current))}
        />
      )}
      {add}
    </>
  );
  const inHead = !onPhone;
  return (
    <Panel
      label="Notifier chain"
      fact={form ? 'a callback of your own' : fact}
      tools={inHead && !form ? tools : null}
    >
      {form ? (
        <CallbackForm
          callback={form.callback}
          chain={scene.chain}
          size={size}
          prepares={scene.preparesBlocks}
          onDone={() => setForm(null)}
        />
      ) : (
        <div ref={box} className="flex min-h-0 flex-1 flex-col gap-2">
          <Chain
            // A new step starts with its own news, and its calls light up again.
            key={scene.epoch}
            focus={focus}
            scene={scene}
            facts={facts}
            size={size}
            onEdit={write}
          />
          {!inHead && <div className="flex shrink-0 flex-wrap gap-2">{tools}</div>}
        </div>
      )}
    </Panel>
  );
}

interface ChainProps extends NotifierChainProps {
  readonly scene: Scene;
  readonly facts: readonly BlocksFact[];
  readonly onEdit: (callback: CallbackView) => void;
  readonly focus: KeptFocus;
}

/**
 * No higher than its content: what the calls came to follows them, and stays in sight when they scroll. The last hairline
 * of the table lies half below it: without room for that, everything would scroll by one pixel.
 */
const SCROLLS = '-mx-1 px-1 pb-px';

function Chain({ scene, facts, size, onEdit, focus }: ChainProps): ReactNode {
  useFocusLeft(focus);
  const [picked, setPicked] = useState(() => newsOf(facts));
  const fact = facts[picked];
  if (!fact) {
    const fresh = scene.event?.type === 'register' ? scene.event.name : null;
    return (
      <Scroller label="Callbacks" className={SCROLLS}>
        <ChainList chain={scene.chain} fresh={fresh} size={size} onEdit={onEdit} />
        {scene.nodeChain.length > 0 && (
          <>
            <h3 className="mt-2 text-tiny/4 text-ink3">
              Node chain: asked for a node’s first memory, and its last
            </h3>
            <ChainList chain={scene.nodeChain} fresh={null} size={size} onEdit={onEdit} />
          </>
        )}
        <p className="mt-2 text-xs/4.25 text-ink2">{silenceOf(scene)}</p>
      </Scroller>
    );
  }
  const base = callsBefore(facts, picked);
  const { driver } = scene.config;
  // Nobody was asked: what it came to stands where the calls would.
  if (fact.rounds.length === 0)
    return (
      <Scroller label="Calls of this step" className={SCROLLS}>
        <RunPicker facts={facts} picked={picked} onPick={setPicked} />
        <Explanation fact={fact} driver={driver} />
      </Scroller>
    );
  return (
    <>
      <Scroller label="Calls of this step" className={SCROLLS}>
        <RunPicker facts={facts} picked={picked} onPick={setPicked} />
        <ScoreTable
          key={picked}
          score={scoreOf(fact, base < 900 ? base : 0, driver)}
          chain={scene.chain}
          size={size}
          actionValues={scene.actionValues}
          onEdit={onEdit}
        />
      </Scroller>
      <Scroller label="What it came to" className="-mt-2 max-h-1/2 shrink-0">
        <Explanation fact={fact} driver={driver} />
      </Scroller>
    </>
  );
}

const runWords = (fact: BlocksFact): string => {
  const last = fact.first + fact.blocks * fact.sectionsPerBlock - 1;
  const where =
    last === fact.first
      ? `section ${formatCount(fact.first)}`
      : `sections ${formatCount(fact.first)} to ${formatCount(last)}`;
  return `${fact.op} ${where}${fact.ret < 0 ? ': refused' : ''}`;
};

interface RunPickerProps {
  readonly facts: readonly BlocksFact[];
  readonly picked: number;
  readonly onPick: (index: number) => void;
}

/** Which run of blocks is shown, where a step had several; and how many blocks went the same way. */
function RunPicker({ facts, picked, onPick }: RunPickerProps): ReactNode {
  const blocks = facts[picked]?.blocks ?? 1;
  if (facts.length === 1 && blocks === 1) return null;
  return (
    <div className="mb-2 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-ink2">
      {facts.length > 1 && (
        <select
          aria-label="Blocks of this step"
          value={picked}
          onChange={(event) => onPick(Number(event.target.value))}
          className="h-7 max-w-full min-w-0 cursor-pointer rounded-md bg-raise px-1.5 text-xs text-ink ring-1 ring-edge ring-inset phone:h-11"
        >
          {facts.map((fact, i) => (
            <option key={`${fact.op}${fact.first}`} value={i}>
              {runWords(fact)}
            </option>
          ))}
        </select>
      )}
      {blocks > 1 && <span>×{formatCount(blocks)} blocks, the same for each</span>}
    </div>
  );
}
