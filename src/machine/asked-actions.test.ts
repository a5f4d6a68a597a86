import { describe, expect, it } from 'vitest';
import { bootOn } from './boot-on.test-data.ts';
import type { MachineEvent } from './event.ts';
import { knowAllKernels } from './kernel/all-kernels.ts';
import { step } from './step.ts';

/**
 * What can never come is refused. Expected: FACTS A2d and A0 (PREPARE and FINISH are sent by 6.12 alone), A3 (the node
 * chain, and who is in it, is 7.1.5's).
 */

knowAllKernels();

/** `ok`, or the field and what could have been asked instead. */
function told(kernel: string, ...events: readonly MachineEvent[]): string {
  let { machine } = bootOn(
    {
      kernel,
      driver: 'three-level',
      pageSize: 4096,
      blockSize: '0x10000000',
      physicalBits: 44,
      allocator: 'SLUB',
    },
    [{ start: 0n, end: 1n << 34n, state: 'online' }],
  );
  for (const event of events) {
    const done = step(machine, event);
    if (!done.ok) return `${done.error.code} ${done.error.field}: ${done.error.message}`;
    machine = done.machine;
  }
  return 'ok';
}

const fail = (name: string, action: string): MachineEvent =>
  ({ type: 'failCallback', name, action, answer: '-EBUSY' }) as MachineEvent;
const watch = (round: string, before: string): MachineEvent =>
  ({ type: 'dma', when: { round, before } }) as MachineEvent;
const register = (action: string): MachineEvent => ({
  type: 'register',
  name: 'mine',
  priority: 0,
  answers: { [action]: 'NOTIFY_BAD' },
});

const SIX =
  'MEM_ONLINE, MEM_GOING_OFFLINE, MEM_OFFLINE, MEM_GOING_ONLINE, MEM_CANCEL_ONLINE, MEM_CANCEL_OFFLINE';

describe('a callback that is told to fail', () => {
  it.each([
    ['6.1', 'ehea', 'MEM_PREPARE_ONLINE'],
    ['2.6.32', 'ehea', 'NODE_ADDING_FIRST_MEMORY'],
    ['7.1.5', 'ksm', 'NODE_REMOVING_LAST_MEMORY'],
    ['7.1.5', 'ksm', 'MEM_FINISH_OFFLINE'],
  ])('%s: %s is never asked %s', (kernel, name, action) => {
    expect(told(kernel, fail(name, action))).toBe(
      `bad-event action: "${name}" is never asked ${action} on this kernel; expected one of ${SIX}.`,
    );
  });

  it('slub of 7.1.5 is asked by the node chain alone', () => {
    expect(told('7.1.5', fail('slub', 'MEM_GOING_ONLINE'))).toMatch(
      /^bad-event action: .*expected one of NODE_ADDING_FIRST_MEMORY, /,
    );
  });

  it.each([
    ['6.12', 'ehea', 'MEM_PREPARE_ONLINE'],
    ['6.12', 'slub', 'MEM_FINISH_OFFLINE'],
    ['7.1.5', 'slub', 'NODE_ADDING_FIRST_MEMORY'],
    ['2.6.32', 'ehea', 'MEM_CANCEL_ONLINE'],
  ])('%s: %s is asked %s', (kernel, name, action) => {
    expect(told(kernel, fail(name, action))).toBe('ok');
  });
});

describe('an access before a callback', () => {
  it('in a round that is never sent', () => {
    expect(told('6.1', watch('MEM_PREPARE_ONLINE', 'ehea'))).toBe(
      `bad-event when.round: "ehea" is never asked MEM_PREPARE_ONLINE on this kernel; expected one of ${SIX}.`,
    );
    expect(told('6.12', watch('MEM_PREPARE_ONLINE', 'ehea'))).toBe('ok');
  });
});

describe('a callback that answers', () => {
  it('what it is never asked', () => {
    expect(told('6.1', register('MEM_PREPARE_ONLINE'))).toBe(
      `bad-event answers.MEM_PREPARE_ONLINE: A callback here is never asked MEM_PREPARE_ONLINE on this kernel; expected one of ${SIX}.`,
    );
    expect(told('6.12', register('MEM_PREPARE_ONLINE'))).toBe('ok');
  });

  it('one of the six, whatever the kernel sends of them', () => {
    expect(told('2.6.24', register('MEM_GOING_OFFLINE'))).toBe('ok');
  });
});
