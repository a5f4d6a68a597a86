import type { ReactNode } from 'react';
import { PAGE_BYTES } from '../../../machine/structures/words/pool.ts';
import type { Formula } from '../../../machine/structures/words/structure.ts';
import { counted, formatCount, formatSize } from '../../../machine/units/bytes.ts';
import type { Explanation, KernelMemory } from '../../../race/explanation.ts';
import { scaleOf } from './scale.ts';

/** The formula, with the numbers of the present memory put in, and its source. */
export function FormulaPart({ formula }: { readonly formula: Formula }): ReactNode {
  return (
    <dl className="ex-facts">
      <dt>formula</dt>
      <dd className="font-mono">{formula.general}</dd>
      <dt>here</dt>
      <dd className="font-mono">{formula.filledIn}</dd>
      <dt>source</dt>
      <dd className="text-ink3">{formula.source}</dd>
    </dl>
  );
}

/** What the kernel keeps for its sections beside their records: no lookup reads it. */
export function BesideIt({ kernel }: { readonly kernel: KernelMemory }): ReactNode {
  const { usemaps, memmap } = kernel;
  return (
    <div>
      <h4 className="font-semibold">
        Beside it<span className="font-normal text-ink3">, in this kernel; no lookup reads it</span>
      </h4>
      {kernel.offline > 0 && (
        <p className="ex-prose text-ink3">
          {counted(kernel.offline, 'section')} of these {kernel.offline === 1 ? 'is' : 'are'}{' '}
          offline: the kernel keeps their records as well, as they have a memmap; a map as the
          driver would have it has none for them.
        </p>
      )}
      <dl className="ex-facts">
        <Kept label="usemaps" formula={usemaps} />
        <Kept label="memmap" formula={memmap} />
      </dl>
    </div>
  );
}

function Kept({
  label,
  formula: { general, filledIn, bytes, source },
}: {
  readonly label: string;
  readonly formula: Formula;
}): ReactNode {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <span className="font-mono">{filledIn}</span>
        <span className="text-ink2">{inSize(bytes)}</span>
        <span className="block text-ink3">
          {general}; {source}
        </span>
      </dd>
    </>
  );
}

type Used = Pick<Explanation, 'formula' | 'use' | 'partly'>;

/** What would have to be reserved, and of how much of it something is written. */
export function ReservedAndTouched({ formula, use, partly }: Used): ReactNode {
  const touched = BigInt(use.touchedPages) * BigInt(PAGE_BYTES);
  const { isLogarithmic, shares } = scaleOf(formula.bytes, touched);
  return (
    <div>
      <dl className="ex-bars">
        <Bar
          label="reserved"
          words={`${formatCount(formula.bytes)} B${inSize(formula.bytes)}`}
          share={shares[0]}
          isReserved
        />
        <Bar
          label="touched"
          words={`${counted(use.touchedPages, 'page')} of 4 KiB${use.touchedPages < 2 ? '' : `, ${formatCount(touched)} B${inSize(touched)}`}`}
          share={shares[1]}
        />
      </dl>
      <p className="text-ink3">
        {isLogarithmic
          ? 'The bars are logarithmic, from one byte on.'
          : 'The bars are in proportion.'}{' '}
        {partly}
      </p>
    </div>
  );
}

const inSize = (bytes: bigint): string => (bytes < 1024n ? '' : ` (${formatSize(bytes)})`);

interface BarProps {
  readonly label: string;
  readonly words: string;
  /** Of the room: 0 to 1. */
  readonly share: number;
  readonly isReserved?: boolean;
}

function Bar({ label, words, share, isReserved = false }: BarProps): ReactNode {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <svg width="100%" height="10" aria-hidden="true" className="block">
          <rect
            x="0.5"
            y="0.5"
            width={`${Math.max(share * 100 - 0.4, 0.3)}%`}
            height="9"
            className={isReserved ? 'fill-raise stroke-ink3' : 'fill-map stroke-map'}
            visibility={share === 0 ? 'hidden' : undefined}
          />
        </svg>
        <span className="font-mono">{words}</span>
      </dd>
    </>
  );
}
