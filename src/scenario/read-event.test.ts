import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvent } from './read-event.ts';

const RANGE_TYPES = ['hotplug', 'unplug', 'add', 'remove', 'online', 'offline'];

/** Code, field, event. */
type Refusal = [string, string | undefined, unknown];

describe('readEvent', () => {
  it.each([
    ...RANGE_TYPES.map((type) => ({ type, start: '0x0', size: '0x1000000' })),
    { type: 'hotplug', start: '0x0', size: '0x10000000000000000' },
    { type: 'online', start: '0x1', size: '0x0' },
    { type: 'register', name: 'a', priority: -5, answers: {} },
    {
      type: 'register',
      name: 'veto',
      priority: 2147483647,
      answers: {
        MEM_ONLINE: 'NOTIFY_DONE',
        MEM_GOING_OFFLINE: 'NOTIFY_BAD',
        MEM_OFFLINE: '-ENOMEM',
        MEM_GOING_ONLINE: -2147483648,
        MEM_CANCEL_ONLINE: 4294967295,
        MEM_CANCEL_OFFLINE: 'NOTIFY_STOP',
      },
    },
    ...['EOVERFLOW', 'ECANCELED', 'EDEADLK', 'ENODATA', 'EPROTO', 'ENOBUFS', 'EALREADY'].map(
      (name) => ({ type: 'register', name, priority: 0, answers: { MEM_ONLINE: `-${name}` } }),
    ),
    { type: 'register', name: '\u{1f9e0}'.repeat(64), priority: 0, answers: {} },
    { type: 'register', name: '__proto__', priority: 0, answers: {} },
    { type: 'unregister', name: 'constructor' },
    { type: 'configure' },
    { type: 'configure', kernel: '2.6.25', driver: 'none', pageSize: 65536, allocator: 'SLAB' },
    { type: 'configure', blockSize: '0x10000000000', physicalBits: 24 },
    { type: 'failAllocation', nth: 1 },
    { type: 'failHcall', nth: Number.MAX_SAFE_INTEGER },
    { type: 'failHcall', nth: 2, code: -16 },
    { type: 'failHcall', nth: 2, code: 9905 },
    { type: 'send', address: '0xffffffffffffffff' },
    { type: 'work' },
  ])('takes %j as it is', (event) => {
    expect(readEvent(event)).toEqual({ ok: true, value: event });
  });

  it.each([
    [
      'lower-case addresses without padding',
      { type: 'hotplug', size: '0x0000000001000000', start: '0x000000ABCDEF0000' },
      { type: 'hotplug', start: '0xabcdef0000', size: '0x1000000' },
    ],
    [
      'keys in one order',
      { name: 'a', priority: 1, type: 'register' },
      { type: 'register', name: 'a', priority: 1, answers: {} },
    ],
    [
      'no answer that says what silence says',
      { type: 'register', name: 'a', priority: 1, answers: { MEM_ONLINE: 'NOTIFY_OK' } },
      { type: 'register', name: 'a', priority: 1, answers: {} },
    ],
    ['no default code', { type: 'failHcall', nth: 1, code: -1 }, { type: 'failHcall', nth: 1 }],
    [
      'no key without a value',
      { type: 'configure', kernel: undefined, pageSize: 4096 },
      { type: 'configure', pageSize: 4096 },
    ],
  ])('spells an event in one way: %s', (_, given, read) => {
    const result = readEvent(given);
    expect(result).toEqual({ ok: true, value: read });
    if (result.ok) expect(JSON.stringify(result.value)).toBe(JSON.stringify(read));
  });

  it.each<Refusal>([
    ['bad-event', undefined, null],
    ['bad-event', undefined, []],
    ['bad-event', undefined, 'hotplug'],
    ['bad-event', 'type', {}],
    ['bad-event', 'type', { type: 'explode' }],
    ['bad-event', 'type', { type: '__proto__' }],
    ['bad-event', 'start', { type: 'hotplug', size: '0x1' }],
    ['bad-event', 'start', { type: 'hotplug', start: 0, size: '0x1' }],
    ['bad-event', 'start', { type: 'hotplug', start: '0x', size: '0x1' }],
    ['bad-event', 'start', { type: 'hotplug', start: '0X10', size: '0x1' }],
    ['bad-event', 'start', { type: 'hotplug', start: '16', size: '0x1' }],
    ['bad-event', 'start', { type: 'hotplug', start: '0x10000000000000000', size: '0x1' }],
    ['bad-event', 'size', { type: 'hotplug', start: '0x0', size: '0x10000000000000001' }],
    ['bad-event', 'size', { type: 'hotplug', start: '0x0', size: '-0x1' }],
    ['bad-event', 'state', { type: 'online', start: '0x0', size: '0x1', state: 'online' }],
    ['bad-event', '["a b"]', { type: 'work', 'a b': 1 }],
    ['bad-event', 'constructor', { type: 'work', constructor: 1 }],
    ['bad-event', '__proto__', JSON.parse('{"type":"work","__proto__":{"ok":true}}')],
    ['bad-event', 'name', { type: 'register', name: '', priority: 0 }],
    ['bad-event', 'name', { type: 'register', name: 'a\nb', priority: 0 }],
    ['bad-event', 'name', { type: 'register', name: 'a\u2028b', priority: 0 }],
    ['bad-event', 'name', { type: 'register', name: '\ud800', priority: 0 }],
    ['too-many', 'name', { type: 'register', name: 'a'.repeat(65), priority: 0 }],
    ['too-many', 'name', { type: 'unregister', name: 'a'.repeat(65) }],
    ['bad-event', 'priority', { type: 'register', name: 'a', priority: 2147483648 }],
    ['bad-event', 'priority', { type: 'register', name: 'a', priority: 0.5 }],
    ['bad-event', 'answers', { type: 'register', name: 'a', priority: 0, answers: 1 }],
    [
      'bad-event',
      'answers.MEM_X',
      { type: 'register', name: 'a', priority: 0, answers: { MEM_X: 1 } },
    ],
    ...['NOTIFY_MAYBE', 'ENOMEM', '-ENOTHING', '-constructor', 4294967296, 1.5, null].map(
      (answer): Refusal => [
        'bad-event',
        'answers.MEM_ONLINE',
        { type: 'register', name: 'a', priority: 0, answers: { MEM_ONLINE: answer } },
      ],
    ),
    ['bad-event', 'kernel', { type: 'configure', kernel: '2.6.21' }],
    ['bad-event', 'kernel', { type: 'configure', kernel: 'constructor' }],
    ['bad-event', 'driver', { type: 'configure', driver: 'FLAT' }],
    ['bad-event', 'pageSize', { type: 'configure', pageSize: 8192 }],
    ['bad-event', 'pageSize', { type: 'configure', pageSize: '4096' }],
    ...['0x1800000', '0x800000', '0x20000000000', '0x0', 'x', 16777216].map(
      (blockSize): Refusal => ['bad-event', 'blockSize', { type: 'configure', blockSize }],
    ),
    ['bad-event', 'physicalBits', { type: 'configure', physicalBits: 23 }],
    ['bad-event', 'physicalBits', { type: 'configure', physicalBits: 65 }],
    ['bad-event', 'allocator', { type: 'configure', allocator: 'SLOB' }],
    ['bad-event', 'nth', { type: 'failAllocation', nth: 0 }],
    ['bad-event', 'nth', { type: 'failAllocation', nth: 2 ** 53 }],
    ['bad-event', 'nth', { type: 'failAllocation', nth: Number.NaN }],
    ['bad-event', 'code', { type: 'failHcall', nth: 1, code: 0 }],
    ['bad-event', 'code', { type: 'failHcall', nth: 1, code: 15 }],
    ['bad-event', 'code', { type: 'failHcall', nth: 1, code: -0 }],
    ['bad-event', 'address', { type: 'send', address: '0xg' }],
  ])('refuses with %s at %s: %j', (code, field, event) => {
    const result = readEvent(event);
    expect(result).toMatchObject({ ok: false, error: { code } });
    if (!result.ok) expect(result.error.field).toBe(field);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(readEvent(value)).toHaveProperty('ok');
      }),
    );
  });
});
