import { useEffect, useRef, useState } from 'react';
import type { Frame, Stage } from './stage.ts';

/** Runs after each frame of the figure, without rendering: for what stands beside the canvas and follows it. */
export function useFrame(stage: Stage | null, follow: (frame: Frame) => void): void {
  const latest = useRef(follow);
  useEffect(() => {
    // Who follows in another way does so from the next frame: at once would measure the page amid its changes.
    latest.current = follow;
    stage?.ask();
  }, [stage, follow]);
  useEffect(() => stage?.onFrame((frame) => latest.current(frame)), [stage]);
}

/** True from the frame after the figure's first one: that one is on the screen then. */
export function usePictured(stage: Stage | null): boolean {
  const [pictured, setPictured] = useState(false);
  useEffect(() => {
    if (!stage || pictured) return;
    let asked = 0;
    const unfollow = stage.onFrame(() => {
      asked ||= requestAnimationFrame(() => setPictured(true));
    });
    return () => {
      unfollow();
      cancelAnimationFrame(asked);
    };
  }, [stage, pictured]);
  return pictured;
}

/** Moves an element; through the CSS object model, which the page's policy allows. */
export function moveTo(element: HTMLElement | null, x: number, y: number): void {
  if (!element) return;
  const transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  if (element.style.transform !== transform) element.style.transform = transform;
}

/** Shows or hides an element without moving anything else. */
export function show(element: HTMLElement | null, visible: boolean): void {
  if (element) element.style.visibility = visible ? 'visible' : 'hidden';
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const sizes = new WeakMap<HTMLElement, Size & { readonly text: string; readonly room: string }>();

/** An element's size, measured again only when its words or the window changed: asking forces a layout. */
export function sizeOf(element: HTMLElement): Size {
  const text = element.textContent ?? '';
  const room = `${innerWidth} ${element.style.maxWidth}`;
  const known = sizes.get(element);
  if (known?.text === text && known.room === room && known.width > 0) return known;
  const { offsetWidth: width, offsetHeight: height } = element;
  const size = { width, height, text, room };
  sizes.set(element, size);
  return size;
}
