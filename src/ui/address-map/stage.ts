import type { State, Store } from '../../store/store.ts';
import type { Details } from './details.ts';
import { LabelLayer } from './label-layer.ts';
import { labelsOf } from './labels.ts';
import type { Box } from './layout.ts';
import type { Movement } from './motion.ts';
import { paint, type Ring } from './paint.ts';
import { limitOf } from './paint-holes.ts';
import type { Painted } from './painted.ts';
import { type Palette, readPalette } from './palette.ts';
import { between, compose, type Picture } from './picture.ts';
import { boxOf, type Label } from './place-labels.ts';
import { forgetWidths } from './type.ts';
import { sameView } from './viewport.ts';

/** The elements the stage draws into. */
export interface Boards {
  readonly box: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly labels: SVGGElement;
  readonly tag: SVGRectElement;
}

/** A frame as it was drawn. */
export interface Frame {
  readonly picture: Picture;
  readonly painted: Painted;
  readonly labels: readonly Label[];
  readonly palette: Palette;
}

interface Motion extends Movement {
  readonly was: Picture;
  readonly since: number;
}

/**
 * Draws the figure: once per animation frame at most, when something changed. It reads the store itself, so a pan
 * costs no rendering of components.
 */
export class Stage {
  private readonly store: Store;
  private readonly boards: Boards;
  private readonly layer: LabelLayer;
  private readonly listeners = new Set<(frame: Frame) => void>();
  private readonly undo: (() => void)[] = [];
  private palette: Palette | null = null;
  private ratio = 0;
  private size: Box | null = null;
  private asked = 0;
  private state: State | null = null;
  private motion: Motion | null = null;
  private focus: Ring | null = null;
  private details: Details | null = null;
  frame: Frame | null = null;

  constructor(store: Store, boards: Boards) {
    this.store = store;
    this.boards = boards;
    this.layer = new LabelLayer(boards.labels);
    this.listen();
    this.ask();
  }

  /** Calls after each frame, for what stands beside the canvas and follows it. */
  onFrame(listener: (frame: Frame) => void): () => void {
    this.listeners.add(listener);
    if (this.frame) listener(this.frame);
    return () => this.listeners.delete(listener);
  }

  /** The ring of what the keyboard is on. */
  setFocus(ring: Ring | null): void {
    this.focus = ring;
    this.ask();
  }

  /** What is drawn from now on besides the opening picture. */
  setDetails(details: Details): void {
    this.details = details;
    this.ask();
  }

  stop(): void {
    cancelAnimationFrame(this.asked);
    for (const undo of this.undo) undo();
    this.listeners.clear();
  }

  /** The next frame will be drawn. */
  ask(): void {
    if (this.asked) return;
    this.asked = requestAnimationFrame((now) => {
      this.asked = 0;
      this.draw(now);
    });
  }

  private listen(): void {
    const again = (): void => this.ask();
    this.undo.push(this.store.subscribe(again));
    const resized = new ResizeObserver(() => {
      this.size = null;
      this.ask();
    });
    resized.observe(this.boards.box);
    this.undo.push(() => resized.disconnect());
    const themed = new MutationObserver(() => this.recolour());
    themed.observe(document.documentElement, { attributes: true });
    this.undo.push(() => themed.disconnect());
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const recolour = (): void => this.recolour();
    dark.addEventListener('change', recolour);
    this.undo.push(() => dark.removeEventListener('change', recolour));
    const loaded = (): void => {
      forgetWidths();
      this.ask();
    };
    document.fonts.addEventListener('loadingdone', loaded);
    this.undo.push(() => document.fonts.removeEventListener('loadingdone', loaded));
  }

  private recolour(): void {
    this.palette = null;
    this.size = null;
    this.ask();
  }

  private draw(now: number): void {
    const state = this.store.getState();
    const box = this.measure();
    const { scene, axis, viewport, held, preview, refusal } = state;
    if (!scene || box.width < 40 || box.height < 40) return;
    const target = compose({
      ...{ scene, axis, viewport, held, preview, box },
      refused: refusal !== null,
    });
    this.startMotion(state, target, now);
    const picture = this.moved(target, now);
    const ctx = this.context(box);
    if (!ctx) return;
    const palette = this.colours();
    const overlay = {
      selection: state.selection,
      focus: this.focus,
      invitation: invitation(state, picture),
      asked: state.news === 'translation' ? state.question : null,
      packet: state.packet,
    };
    const painted = paint(ctx, picture, palette, overlay, this.details);
    const labels = labelsOf(picture, painted);
    this.layer.show(labels);
    this.showTag(labels);
    this.state = state;
    this.frame = { picture, painted, labels, palette };
    for (const listener of this.listeners) listener(this.frame);
    if (this.motion) this.ask();
  }

  /** An axis changes, or memory comes and goes: edges travel. A gesture ends all travelling at once. */
  private startMotion(state: State, target: Picture, now: number): void {
    const { state: was, frame } = this;
    if (!was || !frame) return;
    if (!sameView(was.viewport, state.viewport) || was.held !== state.held) {
      const dropped = was.held && !state.held;
      if (!dropped) this.motion = null;
    }
    const sizes = frame.picture.layout;
    if (sizes.width !== target.layout.width || sizes.height !== target.layout.height) {
      this.motion = null;
      return;
    }
    const change = was.axis !== state.axis ? 'axis' : was.scene !== state.scene && 'scene';
    const movement = change && this.details?.movement(change);
    if (movement) this.motion = { was: frame.picture, since: now, ...movement };
  }

  private moved(target: Picture, now: number): Picture {
    if (!this.motion) return target;
    const t = (now - this.motion.since) / this.motion.ms;
    if (t >= 1) {
      this.motion = null;
      return target;
    }
    return between(this.motion.was, target, this.motion.ease(Math.max(0, t)));
  }

  /** Asked of the page only after a change of size or of the root's attributes: asking forces a layout. */
  private measure(): Box {
    if (this.size) return this.size;
    const { clientWidth, clientHeight } = this.boards.box;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    this.size = { width: clientWidth, height: clientHeight, rem };
    return this.size;
  }

  private context(box: Box): CanvasRenderingContext2D | null {
    const { canvas } = this.boards;
    const ratio = Math.max(1, devicePixelRatio);
    const width = Math.round(box.width * ratio);
    const height = Math.round(box.height * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    if (ratio !== this.ratio) this.palette = null;
    this.ratio = ratio;
    const ctx = canvas.getContext('2d');
    ctx?.setTransform(ratio, 0, 0, ratio, 0, 0);
    return ctx;
  }

  private colours(): Palette {
    this.palette ??= readPalette(document.documentElement, this.ratio);
    return this.palette;
  }

  /** The green tag behind the held part's address. */
  private showTag(labels: readonly Label[]): void {
    const { tag } = this.boards;
    const label = labels.find((l) => l.kind === 'ghost');
    tag.setAttribute('visibility', label ? 'visible' : 'hidden');
    if (!label) return;
    tag.setAttribute('class', this.store.getState().refusal ? 'fill-wrong-ink' : 'fill-ghost');
    const { left, right } = boxOf(label);
    const rem = this.frame?.picture.layout.rem ?? 1;
    tag.setAttribute('x', `${left - 7 * rem}`);
    tag.setAttribute('width', `${right - left + 14 * rem}`);
    tag.setAttribute('y', `${label.y - 13.5 * rem}`);
    tag.setAttribute('height', `${19 * rem}`);
  }
}

/** On the untouched thread: a place in the first fold that asks for a part. */
export function invitation(state: State, pic: Picture): number | null {
  const { scene, held, axis } = state;
  if (!scene || scene.steps > 0 || held || axis !== 'broken' || pic.layout.upright) return null;
  if (pic.projection.linear || scene.source) return null;
  const { holes } = pic.extents;
  for (let i = 0; i < holes.length && i < 8; i += 2) {
    const a = pic.x(holes[i] ?? 0);
    const end = Math.min(pic.x(holes[i + 1] ?? 0), pic.x(limitOf(pic)));
    const wide = (pic.x(holes[i + 1] ?? 0) - a) / pic.layout.rem;
    // Before the hole's name, which stands in its middle.
    const shift = Math.min(64, wide / 2 - 140) * pic.layout.rem;
    if (shift >= 20 && end - a > 140 && a >= 0) return a + shift;
  }
  return null;
}
