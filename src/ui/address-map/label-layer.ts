import type { Label, LabelKind } from './place-labels.ts';

const SVG = 'http://www.w3.org/2000/svg';

const LOOKS: Readonly<Record<LabelKind, string>> = {
  address:
    'font-mono text-[0.6875rem] [word-spacing:-0.25em] fill-ink stroke-paper stroke-[3] [paint-order:stroke]',
  'strong-address': 'font-mono text-[0.6875rem] font-semibold [word-spacing:-0.25em] fill-ink',
  end: 'text-[0.8125rem] fill-ink',
  hole: 'text-[0.84375rem] font-semibold fill-ink stroke-hole stroke-[6] [paint-order:stroke]',
  'hole-beyond':
    'text-[0.84375rem] font-semibold fill-ink stroke-beyond stroke-[6] [paint-order:stroke]',
  'hole-size': 'text-[0.6875rem] fill-ink2 stroke-hole stroke-[6] [paint-order:stroke]',
  'hole-size-beyond': 'text-[0.6875rem] fill-ink2 stroke-beyond stroke-[6] [paint-order:stroke]',
  gap: 'text-xs font-semibold fill-ink',
  tick: 'text-[0.6875rem] fill-ink3 stroke-paper stroke-[3] [paint-order:stroke]',
  note: 'text-[0.6875rem] fill-ink2',
  ghost: 'font-mono text-xs font-semibold [word-spacing:-0.25em] fill-paper',
  strip: 'text-xs font-semibold fill-ink',
  'strip-size': 'text-[0.6875rem] fill-ink3',
  far: 'text-xs font-semibold fill-map',
  stair: 'text-[0.6875rem] font-semibold fill-ghost stroke-paper stroke-[4] [paint-order:stroke]',
  moved: 'text-xs font-semibold fill-going-ink',
};

interface Shown {
  readonly element: SVGTextElement;
  label: Label;
}

/** The figure's labels as SVG text, kept between frames: a pan changes positions and nothing else. */
export class LabelLayer {
  private readonly shown = new Map<string, Shown>();
  private readonly host: SVGGElement;

  constructor(host: SVGGElement) {
    this.host = host;
  }

  show(labels: readonly Label[]): void {
    const gone = new Set(this.shown.keys());
    for (const label of labels) {
      gone.delete(label.key);
      const known = this.shown.get(label.key);
      if (known) this.update(known, label);
      else this.add(label);
    }
    for (const key of gone) {
      this.shown.get(key)?.element.remove();
      this.shown.delete(key);
    }
  }

  private add(label: Label): void {
    const element = document.createElementNS(SVG, 'text');
    this.host.append(element);
    write(element, label);
    place(element, label);
    this.shown.set(label.key, { element, label });
  }

  private update(known: Shown, label: Label): void {
    const was = known.label;
    if (was.text !== label.text || was.dim !== label.dim || was.kind !== label.kind)
      write(known.element, label);
    if (was.x !== label.x || was.y !== label.y || was.anchor !== label.anchor)
      place(known.element, label);
    known.label = label;
  }
}

function write(element: SVGTextElement, label: Label): void {
  element.setAttribute('class', LOOKS[label.kind]);
  element.textContent = '';
  if (label.dim) {
    const zeros = document.createElementNS(SVG, 'tspan');
    zeros.setAttribute('class', 'fill-ink3');
    zeros.textContent = label.dim;
    element.append(zeros);
  }
  element.append(label.text);
}

function place(element: SVGTextElement, label: Label): void {
  element.setAttribute('x', label.x.toFixed(2));
  element.setAttribute('y', label.y.toFixed(2));
  element.setAttribute('text-anchor', label.anchor);
}
