import type { DriverId } from '../machine/driver/driver-id.ts';
import type { Generation } from '../machine/driver/generation.ts';
import type { DriverAnswers } from './answers/answer.ts';
import { OF_EHEA } from './answers/ehea.ts';
import { OF_OTHERS } from './answers/others.ts';
import { OF_OURS } from './answers/ours.ts';

/** What each driver answers, in words; what can be counted is counted (compare-drivers.ts). Null without a driver. */
export const answersOf = (id: DriverId): DriverAnswers | null =>
  OF_EHEA[id] ?? OF_OURS[id] ?? OF_OTHERS[id] ?? null;

/** Of a block going online or offline: GOING, the end, or the cancel. */
const SIX = 6;

const short = (action: string): string => action.replace('MEM_', '');

/** Who is told of memory, from what its callback does: `GOING_OFFLINE, ONLINE`. */
export function toldWords({ acts, vetoes }: Pick<Generation, 'acts' | 'vetoes'>): string {
  if (vetoes.length > 0) return `refuses ${vetoes.map(short).join(', ')}`;
  const told = Object.keys(acts).map(short);
  if (told.length === SIX) return 'all six actions';
  return told.length === 0 ? 'nobody' : told.join(', ');
}
