import { createHash } from 'node:crypto';
import type { Report } from '../timeline/report.ts';

/**
 * What a machine is at the end of its scene, without what is said about it: the bill may list more structures one day,
 * and the report may have more keys.
 */
const STATE = [
  ...['format', 'step', 'steps', 'kernel', 'driver', 'pageSize', 'sectionSize', 'blockSize'],
  ...['physicalBits', 'memory', 'busMap', 'regions', 'chain', 'transfersStopped'],
  ...['options', 'pages', 'zones', 'pending', 'armed', 'device'],
] as const satisfies readonly (keyof Report)[];

/** SHA-256, in hex, of the JSON of those keys of the report that are the machine's state, in this order. */
export function endStateHash(report: Report): string {
  const state = Object.fromEntries(STATE.map((key) => [key, report[key]]));
  return createHash('sha256').update(JSON.stringify(state)).digest('hex');
}
