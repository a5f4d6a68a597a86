import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { formatHex } from '../../machine/units/address.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { describe } from './describe.ts';
import { extentsOf } from './extents.ts';
import type { Thing } from './hit.ts';
import type { Ring } from './paint.ts';
import { rowHolding } from './runs.ts';
import type { Looks } from './tools.tsx';

const sceneOf = (s: State): Scene | null => s.scene;
const selectionOf = (s: State): State['selection'] => s.selection;

/** Runs and holes in the order of addresses: the figure, for the keyboard and for screen readers. */
interface Walk {
  readonly count: number;
  item(index: number): Thing;
}

const bytes = (section: number): bigint => BigInt(section) << 24n;

function walkOf(scene: Scene): Walk {
  const { memory } = scene;
  const { holes } = extentsOf({ memory, beyond: [] });
  const count = memory.length / 3 + holes.length / 2;
  // Negative: a hole; both by index. Built once per scene, read one item at a time.
  const order = new Int32Array(count);
  let m = 0;
  let h = 0;
  for (let i = 0; i < count; i++) {
    const isHole = m * 3 >= memory.length || (holes[h * 2] ?? Infinity) < (memory[m * 3] ?? 0);
    order[i] = isHole ? ~h++ : m++;
  }
  const item = (index: number): Thing => {
    const at = order[index] ?? 0;
    if (at < 0)
      return {
        kind: 'hole',
        start: bytes(holes[~at * 2] ?? 0),
        end: bytes(holes[~at * 2 + 1] ?? 0),
      };
    const first = memory[at * 3] ?? 0;
    const end = first + (memory[at * 3 + 1] ?? 0);
    return {
      kind: 'memory',
      start: bytes(first),
      end: bytes(end),
      offline: memory[at * 3 + 2] === 1,
    };
  };
  return { count, item };
}

interface TwinProps {
  readonly looks: Looks;
  /** Zooms about the middle of a thing. */
  readonly zoomAt: (thing: Thing, octaves: number) => void;
  readonly onFocus: (ring: Ring | null) => void;
}

/** One tab stop; arrows walk, Enter selects, + and - zoom, Delete removes, 0 shows everything. */
export function Twin({ looks, zoomAt, onFocus }: TwinProps): ReactNode {
  // After the picture: it takes one look at every run.
  const scene = useDeferredValue(useStore(sceneOf));
  const walk = useMemo(() => (scene ? walkOf(scene) : null), [scene]);
  const [at, setAt] = useState(0);
  if (!scene || !walk || walk.count === 0) return null;
  return (
    <TwinList
      scene={scene}
      walk={walk}
      at={Math.min(at, walk.count - 1)}
      setAt={setAt}
      {...{ looks, zoomAt, onFocus }}
    />
  );
}

interface TwinListProps extends TwinProps {
  readonly scene: Scene;
  readonly walk: Walk;
  readonly at: number;
  readonly setAt: (at: number) => void;
}

function TwinList({ scene, walk, at, setAt, looks, zoomAt, onFocus }: TwinListProps): ReactNode {
  const store = useStoreApi();
  const selection = useStore(selectionOf);
  const list = useRef<HTMLDivElement>(null);
  const go = (index: number): void => {
    const next = Math.max(0, Math.min(walk.count - 1, index));
    setAt(next);
    onFocus(walk.item(next));
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true }),
    );
  };
  const thing = walk.item(at);
  const { kind, start, end } = thing;
  const focused = useRef(false);
  // Ring and focus follow what exists: the scene may have changed under them, and what is gone blurs nothing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the thing is another, not when its object is
  useEffect(() => {
    if (!focused.current) return;
    list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
    onFocus(thing);
  }, [kind, start, end, onFocus]);
  const keys: Readonly<Record<string, () => void>> = {
    ArrowRight: () => go(at + 1),
    ArrowDown: () => go(at + 1),
    ArrowLeft: () => go(at - 1),
    ArrowUp: () => go(at - 1),
    Home: () => go(0),
    End: () => go(walk.count - 1),
    Enter: () => store.getState().select(thing),
    ' ': () => store.getState().select(thing),
    '+': () => zoomAt(thing, -1),
    '=': () => zoomAt(thing, -1),
    '-': () => zoomAt(thing, 1),
    '0': () => looks.fitAll(),
    Escape: () => store.getState().select(null),
    Delete: () => unplug(store.getState(), thing),
    Backspace: () => unplug(store.getState(), thing),
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || store.getState().held) return;
    const act = keys[event.key];
    // Many keyboards have their plus above Shift.
    if (!act || (event.shiftKey && event.key !== '+')) return;
    event.preventDefault();
    act();
  };
  const shown = [at - 1, at, at + 1].filter((i) => i >= 0 && i < walk.count);
  return (
    <div
      ref={list}
      role="listbox"
      aria-label="Memory and holes, by address"
      className="sr-only"
      onFocus={() => {
        focused.current = true;
        onFocus(thing);
      }}
      onBlur={() => {
        focused.current = false;
        onFocus(null);
      }}
    >
      {shown.map((index) => {
        const item = walk.item(index);
        return (
          <div
            // By place in the walk: what is removed under the focus hands it on to what lies there now.
            key={index}
            role="option"
            tabIndex={index === at ? 0 : -1}
            aria-selected={selection?.start === item.start && selection.end === item.end}
            aria-posinset={index + 1}
            aria-setsize={walk.count}
            onKeyDown={pressed}
            onClick={() => store.getState().select(item)}
          >
            {describe(item, scene).join('. ')}
            {slotsOf(item, scene)}
          </div>
        );
      })}
    </div>
  );
}

/** Where the map puts a run, said with it. */
function slotsOf(item: Thing, scene: Scene): string {
  if (item.kind !== 'memory') return '';
  const first = Number(item.start >> 24n);
  const { runs } = scene.map;
  const row = rowHolding(runs, first);
  if (row < 0) return '. Not mapped.';
  const slot = (runs[row * 3 + 2] ?? 0) + first - (runs[row * 3] ?? 0);
  return `. Bus slot ${formatCount(slot)} on.`;
}

/** Removes what the keyboard stands on, whatever is selected elsewhere. */
function unplug(state: State, focused: Thing): void {
  if (focused.kind !== 'memory') return;
  void state.dispatch({
    type: 'unplug',
    start: formatHex(focused.start),
    size: formatHex(focused.end - focused.start),
  });
}
