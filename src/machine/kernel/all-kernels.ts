import { ALTERNATIVES } from '../alternatives/alternatives.ts';
import { addGenerations } from '../ehea/generations.ts';
import { OLDER_GENERATIONS } from '../ehea/older-generations.ts';
import { addEditions } from './editions.ts';
import { NEWER_EDITIONS } from './newer-editions.ts';
import { OLDER_EDITIONS } from './older-editions.ts';

/**
 * Fills the catalogues of kernels and drivers with those that the first picture does without. Called at start-up by
 * whatever reads texts - a scenario, a link, an event from a script - or offers a choice; again does no harm.
 */
export function knowAllKernels(): void {
  addEditions([...OLDER_EDITIONS, ...NEWER_EDITIONS]);
  addGenerations(OLDER_GENERATIONS);
  addGenerations(ALTERNATIVES);
}
