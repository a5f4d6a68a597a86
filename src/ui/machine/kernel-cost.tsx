import type { ReactNode } from 'react';
import { editionOf } from '../../machine/kernel/editions.ts';
import { type KernelFigure, kernelFigures } from '../../timeline/kernel-figures.ts';
import type { Scene } from '../../worker/protocol.ts';
import { configOf, type Draft, draftOptions } from './draft.ts';
import { Fold } from './fold.tsx';

const TRUST = {
  ran: 'Confirmed by running the real code.',
  read: 'Read in the source.',
  derived: 'Derived from the source.',
  ours: 'Our model.',
} as const;

/** What the chosen kernel itself would spend on the memory that is there now: numbers that open. */
export function KernelCost({
  draft,
  memory,
}: {
  readonly draft: Draft;
  readonly memory: Scene['memory'];
}): ReactNode {
  const edition = editionOf(draft.kernel);
  const { architecture, memoryModel } = draftOptions(draft);
  if (!edition?.architectures[architecture]) return null;
  const { pageSize, physicalBits } = configOf(draft);
  const figures = kernelFigures(
    { edition, architecture, memoryModel, pageSize, physicalBits },
    memory,
  );
  const total = figures.at(-1);
  if (!total) return null;
  return (
    <Fold title="Spent on such memory" note={total.figure.value}>
      <ul className="flex flex-col">
        {figures.map((line) => (
          <CostLine key={line.label} line={line} />
        ))}
      </ul>
    </Fold>
  );
}

function CostLine({ line: { label, figure } }: { readonly line: KernelFigure }): ReactNode {
  const { value, formula, inputs, source } = figure;
  return (
    <li>
      <details>
        <summary className="flex cursor-pointer justify-between gap-3 py-1 hover:bg-sunk phone:py-3.5">
          <span className="text-ink2">{label}</span>
          <span className="font-medium text-ink underline decoration-dotted underline-offset-2">
            {value}
          </span>
        </summary>
        <div className="mb-1.5 ml-3 text-ink3">
          <p className="font-mono text-ink wrap-anywhere">{formula}</p>
          {inputs.map((input) => (
            <p key={input.label}>
              {input.label}: {input.text}
            </p>
          ))}
          <p>
            {source.file !== '' && `${source.file}. `}
            {source.kind === 'derived' && source.file === '' ? 'Arithmetic.' : TRUST[source.kind]}{' '}
            {source.note}
          </p>
        </div>
      </details>
    </li>
  );
}
