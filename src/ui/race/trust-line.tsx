import type { ReactNode } from 'react';
import { mixWords } from '../../race/mix-words.ts';
import { trustOf } from '../../race/trust.ts';
import { placeName } from './place-words.ts';
import type { Times } from './standing.ts';
import { WhoseFigures } from './whose-figures.tsx';

/** Where the times were measured and how far they are to be trusted; before any, what is about to happen. */
export function TrustLine({ times }: { readonly times: Times | null }): ReactNode {
  if (!times)
    return (
      <p className="race-trust text-ink3">
        Bytes are known at once, by formula. Times come from a race in this browser, in a worker of
        its own.
      </p>
    );
  const { place, layout, mix, standing, doubt } = times;
  const name = placeName(place);
  return (
    <div className="race-trust flex flex-col items-start gap-2">
      <WhoseFigures />
      <p className="text-ink3">
        <span className="font-medium text-ink2">
          {standing === 'elsewhere' ? (
            <span className="race-elsewhere">measured elsewhere, on {name}</span>
          ) : (
            name
          )}
        </span>
        {`, with ${mixWords(mix)}. `}
        {doubt !== null && <span className="font-medium text-going-ink">{doubt} </span>}
        {trustOf(place, layout, mix).join(' ')}
      </p>
    </div>
  );
}
