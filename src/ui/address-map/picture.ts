import type { Held } from '../../store/hold.ts';
import type { AxisKind, Viewport } from '../../store/view.ts';
import type { Preview, Scene } from '../../worker/protocol.ts';
import { type Axis, buildAxis } from './axis.ts';
import { type BusRow, layOutBus, slotX } from './bus-row.ts';
import { type Extents, extentsOf, firstPair } from './extents.ts';
import { type Box, type Layout, layOut } from './layout.ts';
import { type Projection, project, seesLinear, xAt } from './projection.ts';
import { type Segments, segmentsOf } from './segments.ts';
import { staleRuns } from './stale.ts';

/** What the store says, as far as the drawing needs it. */
export interface Asked {
  readonly scene: Scene;
  readonly axis: AxisKind;
  readonly viewport: Viewport;
  readonly held: Held | null;
  readonly preview: Preview | null;
  readonly refused: boolean;
  readonly box: Box;
}

/** The part in the hand, where it would land. */
export interface Ghost {
  readonly address: bigint;
  readonly size: bigint;
  /** [a, b) as drawn: never narrower than a section. */
  readonly a: number;
  readonly b: number;
  readonly refused: boolean;
}

/** Everything a frame is drawn from. */
export interface Picture {
  /** What stands. */
  readonly scene: Scene;
  /** What would stand after the drop, while a preview is known; else the same. */
  readonly shown: Scene;
  readonly previewing: boolean;
  readonly layout: Layout;
  readonly axis: Axis;
  readonly projection: Projection;
  readonly extents: Extents;
  readonly segments: Segments;
  /** Mapped but not online, as rows of [first, count, 0]. */
  readonly stale: Float64Array;
  readonly bus: BusRow;
  readonly ghost: Ghost | null;
  /** Memory being dragged out, in sections. */
  readonly leaving: readonly [number, number] | null;
  /** Edges are on their way from another picture: a column of the axis is not a column of pixels. */
  readonly moving: boolean;
  /** Pixel along the axis; blended while an axis changes. */
  x(section: number, offset?: number): number;
  bx(slot: number, offset?: number): number;
}

/** Remembers the last value for each key, so that nothing that depends on a scene alone is built per frame. */
class Memo<K extends object, V> {
  private readonly known = new WeakMap<K, Map<string, V>>();
  of(key: K, detail: string, make: () => V): V {
    const values = this.known.get(key) ?? new Map<string, V>();
    this.known.set(key, values);
    const found = values.get(detail);
    if (found !== undefined) return found;
    if (values.size > 8) values.clear();
    const made = make();
    values.set(detail, made);
    return made;
  }
}

const extentsMemo = new Memo<Scene, Extents>();
const axisMemo = new Memo<Extents, Axis>();
const segmentsMemo = new Memo<Scene, Segments>();
const staleMemo = new Memo<Scene, Float64Array>();

/** The map of a scene, joined with its past and its page list; once per scene. */
export const segmentsFor = (scene: Scene): Segments =>
  segmentsMemo.of(scene, '', () => segmentsOf(scene));

/** Memory may take this share of the picture where there is much of it. */
const SHARE = 0.6;

/** So near that one section fills more than half of the picture. */
const isClose = (p: Projection): boolean =>
  p.sectionPx > p.width * 0.55 && (p.linear || seesLinear(p));

/** True if there is memory in sight. */
function seesMemory({ memory }: Extents, { from, view }: Projection): boolean {
  const next = memory[firstPair(memory, from.section) * 2];
  return next !== undefined && BigInt(next) << 24n < view.origin + view.span;
}

/** True if the last memory in sight lies beyond a pixel. */
function isAbove(extents: Extents, p: Projection, px: number): boolean {
  const { memory } = extents;
  const end = Number((p.view.origin + p.view.span + 4095n) >> 12n) / 4096;
  const i = firstPair(memory, end);
  const at = (memory[i * 2] ?? Infinity) < end ? i : i - 1;
  const last = memory[at * 2 + 1];
  return last !== undefined && xAt(p, Math.min(last, end)) > px;
}

/** Lays a frame out. */
export function compose(asked: Asked): Picture {
  const { scene, held } = asked;
  const rough = layOut(asked.box, { close: false, across: false, routed: false });
  const extents = extentsMemo.of(scene, '', () => extentsOf(scene));
  const axis = axisMemo.of(extents, `${asked.axis} ${rough.length} ${rough.section}`, () =>
    buildAxis(asked.axis, extents, rough.length, { section: rough.section, share: SHARE }),
  );
  const projection = project(axis, asked.viewport, rough.length);
  const close = isClose(projection);
  const across = asked.axis !== 'broken' || projection.linear;
  const routed = isAbove(extents, projection, rough.bill - rough.start - 4);
  const layout = layOut(asked.box, { close, across, routed });
  const shown = (held && asked.preview?.scene) || scene;
  const segments = segmentsFor(shown);
  const stale = staleMemo.of(scene, '', () => staleRuns(scene.map.runs, scene.memory));
  const bus = layOutBus(
    // Inside a hole the row does not follow what is in the hand: it stays as it was.
    close || seesMemory(extents, projection) ? projection : null,
    ...([segments, layout.room, layout.section, close] as const),
  );
  return {
    scene,
    shown,
    previewing: shown !== scene,
    layout,
    axis,
    projection,
    extents,
    segments,
    stale,
    bus,
    ghost: ghostOf(asked, projection, layout),
    leaving: leavingOf(held),
    moving: false,
    x: (section, offset) => xAt(projection, section, offset),
    bx: (slot, offset) => slotX(bus, slot, offset),
  };
}

const leavingOf = (held: Held | null): readonly [number, number] | null =>
  held?.from == null ? null : [Number(held.from >> 24n), Number((held.from + held.size) >> 24n)];

function ghostOf(asked: Asked, p: Projection, layout: Layout): Ghost | null {
  const { held } = asked;
  if (!held || held.address === null || held.from !== null) return null;
  const { address, size } = held;
  const first = Number(address >> 24n);
  const end = Number((address + size) >> 24n);
  const a = xAt(p, first, Number(address & 0xffffffn));
  const b = xAt(p, end, Number((address + size) & 0xffffffn));
  const least = layout.section * Math.min(3, 1 + Math.log2(Math.max(1, end - first)) / 5);
  const refused = asked.refused;
  if (b - a >= Math.min(least, layout.section)) return { address, size, a, b, refused };
  const from = Math.max(0, Math.min(layout.length - least, (a + b) / 2 - least / 2));
  return { address, size, a: from, b: from + least, refused };
}

/** The frame between two pictures: every edge on its way from where it was. */
export function between(was: Picture, now: Picture, t: number): Picture {
  return {
    ...now,
    moving: true,
    x: (section, offset) => mix(was.x(section, offset), now.x(section, offset), t),
    bx: (slot, offset) => mix(was.bx(slot, offset), now.bx(slot, offset), t),
  };
}

const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
