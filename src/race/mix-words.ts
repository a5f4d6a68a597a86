import type { Mix } from './mix.ts';

const CALLS: Readonly<Record<Mix['call'], string>> = {
  single: 'one address a call',
  batch: 'in batches',
};

/** `90 % hits, random, in batches, seed 1` */
export const mixWords = ({ hits, order, call, seed }: Mix): string =>
  `${hits} % hits, ${order}, ${CALLS[call]}, seed ${seed}`;

/** For figures that a race would not give now. */
export const measuredWith = (mix: Mix): string => `Measured with ${mixWords(mix)}.`;
