import { type ReactNode, useEffect, useId, useState } from 'react';
import type { Figure, FigureAbout, FigureId } from '../../timeline/figure.ts';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import { Key } from './field.tsx';
import { useStore } from './use-store.ts';

const KINDS: Readonly<Record<Figure['source']['kind'], string>> = {
  ran: 'Confirmed by running the real code.',
  read: 'Read in the source.',
  derived: 'Derived from the source.',
  ours: 'Our model: no document gives this.',
};

/** How far to trust it; arithmetic on figures of the page comes from no file. */
const trust = ({ kind, file, note }: Figure['source']): string =>
  `${kind === 'derived' && file === '' ? 'Derived: plain arithmetic.' : KINDS[kind]} ${note}`.trim();

/** The figure as the worker tells it, again whenever the scene is another; null until the first answer. */
function useFigure(id: FigureId, about: FigureAbout | undefined): Figure | null {
  const epoch = useStore((state) => state.scene?.epoch);
  const openFigure = useStore((state) => state.openFigure);
  const asked = JSON.stringify(about);
  const [figure, setFigure] = useState<Figure | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scene is another number, and what it is about is told by its text.
  useEffect(() => {
    let wanted = true;
    // The store tells of a worker that failed.
    void openFigure(id, about).then(
      (opened) => wanted && setFigure(opened),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [id, asked, epoch, openFigure]);
  return figure;
}

/** Number, formula, inputs, source: everything that a figure rests on. */
export function FigureCard({
  id,
  about,
  onClose,
}: {
  readonly id: FigureId;
  readonly about: FigureAbout | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const figure = useFigure(id, about);
  return figure ? <OpenedFigure figure={figure} onClose={onClose} /> : <div className="h-56" />;
}

/** A figure that is at hand. */
export function OpenedFigure({
  figure,
  onClose,
}: {
  readonly figure: Figure;
  readonly onClose: () => void;
}): ReactNode {
  const { value, formula, inputs, source } = figure;
  return (
    <div className="text-xs text-ink2">
      <p className="text-[1.75rem]/7.5 font-bold tracking-[-0.02em] text-ink">{value}</p>
      <p className="mt-1.5 font-mono text-xs/5 break-words text-ink">{formula}</p>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5">
        {inputs.map(({ label, text }) => (
          <FigureInput key={label} label={label} text={text} />
        ))}
      </dl>
      <div className="mt-2.5 border-t border-line pt-2">
        {source.file !== '' && (
          <p>
            From <span className="font-medium text-ink">{source.file}</span>.
          </p>
        )}
        <p>{trust(source)}</p>
      </div>
      <FigureTools figure={figure} onClose={onClose} />
    </div>
  );
}

function FigureInput({
  label,
  text,
}: {
  readonly label: string;
  readonly text: string;
}): ReactNode {
  return (
    <>
      <dt className="text-ink3">{label}</dt>
      <dd className="text-right text-ink">{text}</dd>
    </>
  );
}

/** The figure as plain text, for notes and mails. */
const figureText = ({ value, formula, inputs, source }: Figure): string =>
  [
    `${value} ${formula}`,
    ...inputs.map((i) => `  ${i.label}: ${i.text}`),
    source.file,
    trust(source),
  ]
    .filter((line) => line !== '')
    .join('\n');

function FigureTools({
  figure,
  onClose,
}: {
  readonly figure: Figure;
  readonly onClose: () => void;
}): ReactNode {
  const [copied, setCopied] = useState(false);
  const status = useId();
  const copy = async (): Promise<void> => setCopied(await copyText(figureText(figure)));
  return (
    <div className="mt-2.5 flex items-center gap-2">
      <Button onClick={copy} aria-describedby={status} data-autofocus>
        Copy
      </Button>
      <span id={status} role="status">
        {copied ? 'Copied with its source.' : ''}
      </span>
      <button
        type="button"
        onClick={onClose}
        aria-label="Close"
        className="ml-auto cursor-pointer p-1"
      >
        <Key>Esc</Key>
      </button>
    </div>
  );
}
