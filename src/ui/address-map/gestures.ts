import { formatSize } from '../../machine/units/bytes.ts';
import { sectionBytes } from '../../machine/units/section.ts';
import type { Store } from '../../store/store.ts';
import { landing, pointIn } from './carry.ts';
import { type Thing, thingAt } from './hit.ts';
import type { Picture } from './picture.ts';
import { fitView, type Projection, panBy, project, zoomAbout } from './projection.ts';
import { invitation, type Stage } from './stage.ts';
import { sameView } from './viewport.ts';

/** So far a press travels before it is a drag, in pixels. */
const THRESHOLD = 4;
/** So far across the band memory is pulled before it comes out. */
const PULL = 16;

/** What the pointer is over, for the tooltip. */
export interface Hover {
  readonly thing: Thing;
  readonly x: number;
  readonly y: number;
}

interface Press {
  readonly x: number;
  readonly y: number;
  lastX: number;
  lastY: number;
  readonly thing: Thing | null;
  dragging: boolean;
}

/** Pan, zoom, pinch, click, double click, pulling memory out; all on the figure's own box. */
export class Gestures {
  private readonly store: Store;
  private readonly stage: Stage;
  private readonly box: HTMLElement;
  private readonly presses = new Map<number, Press>();
  private readonly hovered: (hover: Hover | null) => void;

  constructor(store: Store, stage: Stage, box: HTMLElement, hovered: (h: Hover | null) => void) {
    this.store = store;
    this.stage = stage;
    this.box = box;
    this.hovered = hovered;
  }

  /** Listens until the returned function is called. */
  listen(): () => void {
    const off = new AbortController();
    const on = <K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (event: HTMLElementEventMap[K]) => void,
      passive = true,
    ): void => this.box.addEventListener(type, listener, { signal: off.signal, passive });
    on('wheel', (e) => this.wheel(e), false);
    on('pointerdown', (e) => this.down(e));
    on('pointermove', (e) => this.move(e));
    on('pointerup', (e) => this.up(e));
    on('pointercancel', (e) => this.presses.delete(e.pointerId));
    on('pointerleave', () => this.hovered(null));
    on('dblclick', (e) => this.doubled(e));
    return () => off.abort();
  }

  private get picture(): Picture | null {
    return this.stage.frame?.picture ?? null;
  }

  /** The window as it is now, which may be ahead of the last frame. */
  private projection(pic: Picture): Projection {
    const { viewport } = this.store.getState();
    if (sameView(viewport, pic.projection.view)) return pic.projection;
    return project(pic.axis, viewport, pic.layout.length);
  }

  private wheel(event: WheelEvent): void {
    const pic = this.picture;
    const point = pointIn(this.stage, this.box, event.clientX, event.clientY);
    if (!pic || !point || !this.isOnDrawing(event, pic, point.across)) return;
    event.preventDefault();
    // What lies under the pointer is another thing after this.
    this.hovered(null);
    const p = this.projection(pic);
    const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const { setViewport } = this.store.getState();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
      setViewport(panBy(p, (event.deltaX || event.deltaY) * lines));
      return;
    }
    const octaves = event.deltaY * lines * (event.ctrlKey ? 0.02 : 0.006);
    setViewport(zoomAbout(p, point.along, Math.max(-2, Math.min(2, octaves))));
  }

  /** A wheel over the bill or the account scrolls the page as ever. */
  private isOnDrawing(event: WheelEvent, pic: Picture, across: number): boolean {
    if (event.ctrlKey || event.metaKey) return true;
    const { band, rem, upright, close, pages } = pic.layout;
    if (upright) return false;
    const end = close ? pages.at + pages.size : band.at + band.size;
    const from = close ? 0 : band.at - 36 * rem;
    return across > from && across < end + 24 * rem;
  }

  private down(event: PointerEvent): void {
    const pic = this.picture;
    const point = pointIn(this.stage, this.box, event.clientX, event.clientY);
    if (!pic || !point || event.button !== 0) return;
    if (isControl(event.target) && !isThrough(event.target)) return;
    const thing = thingAt(pic, point.along, point.across);
    const { clientX: x, clientY: y } = event;
    this.presses.set(event.pointerId, { x, y, lastX: x, lastY: y, thing, dragging: false });
    this.hovered(null);
  }

  private move(event: PointerEvent): void {
    if (this.store.getState().held) return;
    const press = this.presses.get(event.pointerId);
    if (!press) {
      this.hover(event);
      return;
    }
    const { clientX: x, clientY: y } = event;
    if (!press.dragging && Math.hypot(x - press.x, y - press.y) < THRESHOLD) return;
    if (!press.dragging && !this.box.hasPointerCapture(event.pointerId))
      this.box.setPointerCapture(event.pointerId);
    press.dragging = true;
    if (this.presses.size > 1) this.pinch(event.pointerId, x, y);
    else if (!this.pull(event, press)) this.drag(press, x, y);
    press.lastX = x;
    press.lastY = y;
  }

  private drag(press: Press, x: number, y: number): void {
    const pic = this.picture;
    if (!pic) return;
    const by = pic.layout.upright ? press.lastY - y : press.lastX - x;
    this.store.getState().setViewport(panBy(this.projection(pic), by));
  }

  /** Selected memory pulled off the band comes into the hand. */
  private pull(event: PointerEvent, press: Press): boolean {
    const { selection, pickUp, scene } = this.store.getState();
    const pic = this.picture;
    const thing = press.thing;
    if (!pic || !scene || thing?.kind !== 'memory') return false;
    const dx = Math.abs(event.clientX - press.x);
    const dy = Math.abs(event.clientY - press.y);
    const [along, across] = pic.layout.upright ? [dy, dx] : [dx, dy];
    if (across < PULL || across < along) return false;
    const inside = selection && selection.start <= thing.start && thing.end <= selection.end;
    const taken = inside ? selection : thing;
    this.presses.delete(event.pointerId);
    this.box.releasePointerCapture(event.pointerId);
    const size = taken.end - taken.start;
    pickUp({
      size,
      label: formatSize(size),
      by: 'pointer',
      from: taken.start,
      address: taken.start,
    });
    return true;
  }

  private pinch(moving: number, x: number, y: number): void {
    const pic = this.picture;
    const other = [...this.presses].find(([id]) => id !== moving)?.[1];
    const press = this.presses.get(moving);
    if (!pic || !other || !press) return;
    const before = Math.hypot(press.lastX - other.lastX, press.lastY - other.lastY);
    const after = Math.hypot(x - other.lastX, y - other.lastY);
    const middle = pointIn(this.stage, this.box, (x + other.lastX) / 2, (y + other.lastY) / 2);
    if (before < 8 || after < 8 || !middle) return;
    const p = this.projection(pic);
    const zoomed = zoomAbout(p, middle.along, Math.log2(before / after));
    const by = pic.layout.upright ? press.lastY - y : press.lastX - x;
    const moved = panBy(project(pic.axis, zoomed, pic.layout.length), by / 2);
    this.store.getState().setViewport(moved);
  }

  private up(event: PointerEvent): void {
    const press = this.presses.get(event.pointerId);
    this.presses.delete(event.pointerId);
    if (!press || press.dragging) return;
    const { thing } = press;
    if (this.takeUp(press)) return;
    this.store
      .getState()
      .select(thing && (thing.kind === 'memory' || thing.kind === 'slot') ? rangeOf(thing) : null);
  }

  /** The invitation was pressed: one section is in the hand, over the place where it stood. */
  private takeUp(press: Press): boolean {
    const pic = this.picture;
    const point = pic && pointIn(this.stage, this.box, press.x, press.y);
    const at = pic && invitation(this.store.getState(), pic);
    if (!pic || !point || at === null) return false;
    const { band, section } = pic.layout;
    const inside = point.across >= band.at && point.across < band.at + band.size;
    if (!inside || point.along < at || point.along >= at + section) return false;
    const size = sectionBytes(1);
    const { pickUp, carry } = this.store.getState();
    pickUp({ size, label: formatSize(size), by: 'keyboard' });
    carry(landing(this.store, pic, at + section / 2, false));
    return true;
  }

  private doubled(event: MouseEvent): void {
    const pic = this.picture;
    const point = pointIn(this.stage, this.box, event.clientX, event.clientY);
    const thing =
      pic && point && !isControl(event.target) && thingAt(pic, point.along, point.across);
    if (!thing || !pic) return;
    this.store.getState().setViewport(fitView(pic.axis, thing.start, thing.end));
  }

  private hover(event: PointerEvent): void {
    const pic = this.picture;
    if (event.pointerType === 'touch') return;
    const point = pointIn(this.stage, this.box, event.clientX, event.clientY);
    const free = pic && point && !isControl(event.target);
    const thing = free ? thingAt(pic, point.along, point.across) : null;
    this.hovered(thing ? { thing, x: event.clientX, y: event.clientY } : null);
  }
}

const rangeOf = (thing: Thing): { start: bigint; end: bigint } => ({
  start: thing.start,
  end: thing.end,
});

/** Buttons and text that lie over the figure keep their own behaviour. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, input, [data-over]') !== null;

/** Buttons that lie in the band: pressed they act, but who drags them drags the band. */
const isThrough = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-through]') !== null;
