import { type ReactNode, useId } from 'react';

/** One square per section, as many as there really are, in a square of up to 22 pixels. */
const EDGES: Readonly<Record<number, number>> = { 1: 8, 4: 18, 8: 20, 32: 22 };

/** Memory is not an icon: it is drawn as its own sections, 1, 16, 64 or 1,024 of them. */
export function PartIcon({ sections }: { readonly sections: number }): ReactNode {
  const id = useId();
  const perSide = Math.round(Math.sqrt(sections));
  const edge = EDGES[perSide] ?? 20;
  const pitch = edge / perSide;
  const cell = perSide === 1 ? edge : pitch * 0.78;
  return (
    <svg width={edge} height={edge} viewBox={`0 0 ${edge} ${edge}`} aria-hidden="true">
      <defs>
        <pattern id={id} width={pitch} height={pitch} patternUnits="userSpaceOnUse">
          <rect width={cell} height={cell} className="fill-on" />
        </pattern>
      </defs>
      <rect width={edge} height={edge} fill={`url(#${id})`} />
    </svg>
  );
}

/** Six dots: this can be taken hold of. */
export function Grip(): ReactNode {
  return (
    <svg width="8" height="14" viewBox="0 0 8 14" className="shrink-0 fill-ink3" aria-hidden="true">
      {[2, 7, 12].flatMap((y) =>
        [2, 6].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1" />),
      )}
    </svg>
  );
}
