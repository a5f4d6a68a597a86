import type { ReactNode } from 'react';
import { placeName, trustWords } from './place-words.ts';
import type { Times } from './standing.ts';

/** Where the times were measured and how far they are to be trusted; before any, what is about to happen. */
export function TrustLine({ times }: { readonly times: Times | null }): ReactNode {
  if (!times)
    return (
      <p className="text-ink3">
        Bytes are known at once, by formula. Times come from a race in a worker of its own, in this
        browser.
      </p>
    );
  const { place, standing, doubt } = times;
  const name = placeName(place);
  return (
    <p className="text-ink3">
      {standing === 'elsewhere' ? (
        <span className="race-elsewhere font-medium text-ink2">measured elsewhere, on {name}</span>
      ) : (
        <span className="font-medium text-ink2">{name}</span>
      )}
      {doubt !== null && <span className="font-medium text-going-ink"> {doubt}</span>}
      <span data-tip={trustWords(place)}> {trustWords(place)}</span>
    </p>
  );
}
