import { type ReactNode, useEffect, useRef, useState } from 'react';
import { codeNamed } from '../../timeline/codes.ts';
import { placePopover } from './place.ts';

const DELAY = 300;
/** Between neighbours the next tip comes at once. */
const GRACE = 400;

interface Tip {
  readonly text: string;
  readonly of: Element;
}

/** Nearest element with a tip around an event's target. */
const tipOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest('[data-tip],[data-code]') : null;

/** What it says itself, or what the code means that it names. */
function textOf(of: Element): string {
  const code = codeNamed(of.getAttribute('data-code') ?? '');
  return code ? `${code.name} (${code.number})\n${code.says}` : (of.getAttribute('data-tip') ?? '');
}

/**
 * The one tooltip of the page. Any element may carry `data-tip`: first line what it is, further lines details; or
 * `data-code`, the name of an errno, an answer or an hcall's code: what it means stands in the catalogue.
 * It is a courtesy for the eye; the accessible name never depends on it.
 */
export function TipLayer(): ReactNode {
  const tip = useTip();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = ref.current;
    if (!box || !tip) return;
    box.showPopover();
    const { left, top } = placePopover(
      tip.of.getBoundingClientRect(),
      { width: box.offsetWidth, height: box.offsetHeight },
      { width: innerWidth, height: innerHeight },
      null,
    );
    box.style.left = `${left}px`;
    box.style.top = `${top}px`;
    return () => box.hidePopover();
  }, [tip]);
  if (!tip) return null;
  const [what, ...details] = tip.text.split('\n');
  return (
    <div
      ref={ref}
      popover="manual"
      aria-hidden="true"
      className="pointer-events-none fixed inset-auto m-0 max-w-80 rounded-[10px] border-0 bg-raise px-2.5 py-1.5 text-left font-sans text-xs font-normal tracking-normal whitespace-normal text-ink2 shadow-pop"
    >
      <div className="font-medium text-ink">{what}</div>
      {details.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}

function useTip(): Tip | null {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hiddenAt = Number.NEGATIVE_INFINITY;
    let shown = false;
    /** What was pressed has had its say until the pointer leaves it. */
    let pressed: Element | null = null;
    const hide = (): void => {
      clearTimeout(timer);
      if (!shown) return;
      shown = false;
      hiddenAt = performance.now();
      setTip(null);
    };
    const show = (of: Element): void => {
      shown = true;
      setTip({ text: textOf(of), of });
    };
    const over = (event: Event): void => {
      const of = tipOf(event.target);
      if (event instanceof PointerEvent && event.pointerType === 'touch') return;
      const soon = performance.now() - hiddenAt < GRACE || shown;
      hide();
      if (of !== null && of === pressed) return;
      pressed = null;
      if (of) timer = setTimeout(() => show(of), soon ? 0 : DELAY);
    };
    const press = (event: Event): void => {
      hide();
      pressed = tipOf(event.target);
    };
    const focused = (event: FocusEvent): void => {
      const of = tipOf(event.target);
      hide();
      if (of?.matches(':focus-visible')) timer = setTimeout(() => show(of), DELAY);
    };
    document.addEventListener('pointerover', over);
    document.addEventListener('focusin', focused);
    document.addEventListener('focusout', hide);
    document.addEventListener('pointerdown', press, true);
    document.addEventListener('keydown', hide, true);
    document.addEventListener('scroll', hide, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('focusin', focused);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('pointerdown', press, true);
      document.removeEventListener('keydown', hide, true);
      document.removeEventListener('scroll', hide, true);
    };
  }, []);
  return tip;
}
