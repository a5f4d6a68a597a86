import { type ReactNode, useId } from 'react';
import { PAGE_KINDS, type PageKind } from '../../machine/memory/held-pages.ts';
import { formatHex } from '../../machine/units/address.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { FigureButton } from '../kit/figure.tsx';
import { type Act, actsOn, eventOn, pagesOf, type Span, spanWords, tally } from './acts.ts';

interface SelectionToolsProps {
  readonly scene: Scene;
  readonly span: Span | null;
  readonly onAct: (type: Act['type']) => void;
  readonly onPages: (are: PageKind) => void;
}

/** What can be done to the selected blocks; what cannot says why. */
export function SelectionTools({ scene, span, onAct, onPages }: SelectionToolsProps): ReactNode {
  const id = useId();
  const { acts, note } = actsOn(scene, span);
  const there = span !== null && tally(scene.memory, span).absent < span.sections;
  return (
    <div className="shrink-0">
      <div className="mb-1.5 flex items-center gap-2">
        <p id={`${id}-note`} aria-live="polite" className="min-w-0 flex-1 text-xs/4.5 text-ink2">
          {span && <Selected scene={scene} span={span} />}
          {span && note && '. '}
          {span ? note : <Hint />}
        </p>
        {there && <PagesOf held={scene.held} span={span} onPages={onPages} />}
      </div>
      <div className="flex flex-wrap gap-1.5">
        {acts.map(({ type, label, why }) => (
          <Button
            key={type}
            aria-label={label}
            aria-disabled={why !== null}
            aria-describedby={why === null ? `${id}-note` : `${id}-${type}`}
            data-tip={why ?? undefined}
            onClick={() => why === null && onAct(type)}
          >
            {/* As short as the narrowest panel needs it, at every size: a panel that grows changes no word. */}
            {label.replace(' memory', '')}
            {why !== null && (
              <span id={`${id}-${type}`} hidden>
                {why}
              </span>
            )}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** What the pages of the selection are for whoever wants to move them away. */
function PagesOf({ held, span, onPages }: PagesOfProps): ReactNode {
  return (
    <select
      aria-label="Pages of the selection"
      data-tip={'Pages\nwhat whoever wants them elsewhere will meet'}
      value={pagesOf(held, span)}
      onChange={(event) => onPages(event.target.value as PageKind)}
      className="h-6 min-w-0 shrink-0 cursor-pointer rounded-md bg-raise px-0.5 text-tiny text-ink ring-1 ring-edge ring-inset phone:h-11 phone:text-xs"
    >
      <option value="" disabled>
        pages differ
      </option>
      {PAGES.map((are) => (
        <option key={are} value={are}>
          pages {are}
        </option>
      ))}
    </select>
  );
}

interface PagesOfProps {
  readonly held: Scene['held'];
  readonly span: Span;
  readonly onPages: SelectionToolsProps['onPages'];
}

const PAGES: readonly PageKind[] = ['movable', ...PAGE_KINDS];

/** What is selected; where nothing is, its size opens to the addresses between. */
function Selected({ scene, span }: { readonly scene: Scene; readonly span: Span }): ReactNode {
  const words = spanWords(span);
  if (tally(scene.memory, span).absent < span.sections)
    return <span className="text-ink">{words}</span>;
  const { start, size } = eventOn('unplug', span);
  const end = formatHex(BigInt(start) + BigInt(size));
  return (
    <FigureButton id="hole" about={{ start, end }} className="text-left text-ink">
      {words}
    </FigureButton>
  );
}

/** How to begin, for a hand on keys or a finger. */
function Hint(): ReactNode {
  return (
    <>
      <span className="pointer-coarse:hidden">Arrow keys walk the sections.</span>
      <span className="hidden pointer-coarse:inline">Tap a section, or draw across several.</span>
    </>
  );
}
