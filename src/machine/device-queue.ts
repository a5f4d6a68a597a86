import type { Buffer } from './device/access.ts';
import { MOST_POSTED, type Posted } from './device/device.ts';
import { queueRulesOf } from './device/queue-rules.ts';
import type { DeviceFact } from './device-facts.ts';
import { hasAdapter } from './device-reach.ts';
import type { Draft } from './draft.ts';
import type { CompleteEvent, InputError, Outcome, PostEvent } from './event.ts';
import type { Machine } from './machine.ts';
import { nameBuffer } from './send.ts';
import { formatHex } from './units/address.ts';
import { EFAULT } from './units/errno.ts';

/**
 * The device's queue: what the driver posts, what becomes of it when the queue pairs are stopped and started again,
 * and its completion.
 */

/** EHEA_INVAL_ADDR: what is stored where nobody looks at the map's answer (ehea_main.c, Linux 7.1.5). */
const INVALID = '0xffffffffffffffff';

export const refusePost = ({ device }: Machine): InputError | null =>
  device.queue.length < MOST_POSTED
    ? null
    : { code: 'too-many', message: `At most ${MOST_POSTED} buffers are posted at a time.` };

export const refuseComplete = ({ device }: Machine, event: CompleteEvent): InputError | null =>
  device.queue.some((p) => p.number === event.buffer)
    ? null
    : {
        code: 'bad-event',
        message: `No buffer ${event.buffer} is on the queue.`,
        field: 'buffer',
      };

type Kept = Extract<DeviceFact, { type: 'post' }>['kept'];

/**
 * The driver translates a buffer and puts it on the queue. The receive path looks at the answer and drops the buffer
 * on a miss; the transmit path stores it unchecked. While transfers are stopped a receive buffer is only owed, and a
 * transmit buffer is posted with the PURGE bit.
 */
export function post(draft: Draft, event: PostEvent): Outcome {
  const { direction = 'read', address } = event;
  const meant = BigInt(address);
  const { stopped } = draft.driver;
  const tell = (kept: Kept, told: Partial<Extract<DeviceFact, { type: 'post' }>>): void => {
    const none = { buffer: null, bus: null, missAt: null, queued: false };
    const physical = formatHex(meant);
    draft.facts.push({ type: 'post', direction, physical, kept, ...none, ...told });
  };
  if (stopped && direction === 'write') {
    tell('owed', {});
    return { ret: 0, errno: null, bus: null };
  }
  const named = nameBuffer(draft, meant);
  if (named === 'oops') {
    tell('oops', {});
    return { ret: EFAULT, errno: 'EFAULT', bus: null };
  }
  const { bus, missAt, queued } = named;
  const checked = direction === 'write' || draft.generation.checksTransmit;
  if (bus === null && (checked || !hasAdapter(draft))) {
    tell('dropped', { missAt, queued });
    return { ret: -1, errno: null, bus: null };
  }
  const buffer = enqueue(draft, { direction, meant, bus, purged: stopped });
  const spelled = bus === null ? null : formatHex(bus);
  tell(stopped ? 'purged' : 'posted', { buffer, bus: spelled, missAt, queued });
  return { ret: 0, errno: null, bus: spelled ?? INVALID };
}

function enqueue(draft: Draft, buffer: Buffer): number {
  const { device } = draft;
  const posted: Posted = { ...buffer, number: device.next, last: null };
  draft.device = { ...device, queue: [...device.queue, posted], next: device.next + 1 };
  return posted.number;
}

/** The device has done with a buffer: it leaves the queue, and what was armed for it goes with it. */
export function complete(draft: Draft, { buffer }: CompleteEvent): void {
  const posted = draft.device.queue.find((p) => p.number === buffer);
  takeOff(draft, [buffer]);
  if (posted) release(draft, [posted]);
  draft.facts.push({ type: 'complete', buffer });
}

/** The device has done with them: what the driver keeps for a buffer goes. */
export function release(draft: Draft, buffers: readonly Buffer[]): void {
  for (const { bus } of buffers)
    if (bus !== null) draft.driver = draft.generation.unmap(draft, draft.driver, bus);
}

function takeOff(draft: Draft, numbers: readonly number[]): void {
  const { device } = draft;
  const idle = device.armed.filter((a) => a.buffer !== null && numbers.includes(a.buffer));
  draft.device = {
    ...device,
    queue: device.queue.filter((p) => !numbers.includes(p.number)),
    armed: device.armed.filter((a) => !idle.includes(a)),
  };
  draft.armedHcalls = draft.armedHcalls.filter(({ watch }) => idle.every((a) => a.id !== watch));
}

/**
 * The queue pairs start again: receive buffers are translated anew, whatever the answer (ehea_update_rqs), transmit
 * buffers keep the address they were given. Up to 2.6.23 the queues had been destroyed, and all on them with them.
 */
export function restartQueues(draft: Draft): void {
  const { device, run } = draft;
  if (device.queue.length === 0 && !run.inFlight) return;
  run.queueBefore ??= device.queue;
  if (queueRulesOf(draft.config.driver).reregistration === 'destroys them') {
    takeOff(
      draft,
      device.queue.map((p) => p.number),
    );
    if (run.inFlight) run.inFlight.buffers = [];
    return;
  }
  draft.device = { ...device, queue: device.queue.map((p) => translateAgain(draft, p)) };
  if (run.inFlight)
    run.inFlight.buffers = run.inFlight.buffers.map((b) => translateAgain(draft, b));
}

function translateAgain<T extends Buffer>(draft: Draft, buffer: T): T {
  if (buffer.direction === 'read') return buffer;
  const named = nameBuffer(draft, buffer.meant);
  return { ...buffer, bus: named === 'oops' ? null : named.bus };
}

/** What a step's re-registrations made of the queue, told once. */
export function tellRequeue(draft: Draft): void {
  const before = draft.run.queueBefore;
  if (!before) return;
  const now = new Map(draft.device.queue.map((p) => [p.number, p]));
  const spell = (bus: bigint | null): string | null => (bus === null ? null : formatHex(bus));
  const moved = before.flatMap(({ number, bus }) => {
    const after = now.get(number);
    return after && after.bus !== bus
      ? [{ buffer: number, from: spell(bus), to: spell(after.bus) }]
      : [];
  });
  const gone = before.map((p) => p.number).filter((number) => !now.has(number));
  if (moved.length + gone.length > 0) draft.facts.push({ type: 'requeue', moved, gone });
}
