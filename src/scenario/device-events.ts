import * as v from 'valibot';
import { DIRECTIONS } from '../machine/device/access.ts';
import {
  MOST_ACCESSES,
  MOST_BUFFERS,
  USUAL_BUFFERS,
  USUAL_SEED,
} from '../machine/device/device.ts';
import { LIMITS, type MachineEvent } from '../machine/event.ts';
import { MEMORY_ACTIONS } from '../machine/notifier/action.ts';
import { integer, meaning, plainText } from './plain-schemas.ts';
import * as values from './value-schemas.ts';

/** What events of the device look like: buffers are posted, accessed, completed; traffic runs. */

const DIRECTION = 'expected "read" (the device reads: transmit) or "write" (receive)';
const ROUND = `expected an action of the memory chain: ${MEMORY_ACTIONS.join(', ')}`;
const WHEN = 'expected {"round", "before"} or {"hcall"}';

const buffer = integer(1, Number.MAX_SAFE_INTEGER, 'the number of a buffer');

const before = v.pipe(
  plainText('the name of a callback'),
  v.check(
    (text) => text !== '' && [...text].length <= LIMITS.nameLength,
    'expected a name of 1 to 64 characters',
  ),
  meaning<string>({ minLength: 1, maxLength: LIMITS.nameLength }),
);

const inRound = v.strictObject({ round: v.picklist(MEMORY_ACTIONS, ROUND), before }, WHEN);
const afterHcall = v.strictObject(
  { hcall: integer(1, Number.MAX_SAFE_INTEGER, 'after which hcall') },
  WHEN,
);

/** One or the other by its key, so that each says what is wrong in its own words. */
const when = v.pipe(
  v.lazy((value) =>
    typeof value === 'object' && value !== null && 'hcall' in value ? afterHcall : inRound,
  ),
  v.metadata({ variants: [inRound, afterHcall] }),
);

export const DEVICE_SCHEMAS = {
  post: v.strictObject({
    type: v.literal('post'),
    address: values.address,
    direction: v.optional(v.picklist(DIRECTIONS, DIRECTION)),
  }),
  complete: v.strictObject({ type: v.literal('complete'), buffer }),
  dma: v.strictObject({
    type: v.literal('dma'),
    buffer: v.optional(buffer),
    when: v.optional(when),
  }),
  traffic: v.strictObject({
    type: v.literal('traffic'),
    accesses: integer(0, MOST_ACCESSES, 'accesses at each moment'),
    seed: v.optional(integer(0, 2 ** 32 - 1, 'a seed')),
    buffers: v.optional(integer(1, MOST_BUFFERS, 'buffers in flight')),
  }),
};

/** What the machine takes for granted is not written; undefined: no event of the device. */
export function withoutDeviceDefaults(event: MachineEvent): MachineEvent | undefined {
  if (event.type === 'post')
    return event.direction === 'read' ? { type: 'post', address: event.address } : event;
  if (event.type !== 'traffic') return undefined;
  const { accesses, seed = USUAL_SEED, buffers = USUAL_BUFFERS } = event;
  if (accesses === 0) return { type: 'traffic', accesses };
  return {
    type: 'traffic',
    accesses,
    ...(seed === USUAL_SEED ? {} : { seed }),
    ...(buffers === USUAL_BUFFERS ? {} : { buffers }),
  };
}

/** In the order in which they are written. */
export const DEVICE_KEYS = [
  ...['direction', 'buffer', 'when', 'round', 'before', 'hcall'],
  ...['accesses', 'seed', 'buffers'],
];
