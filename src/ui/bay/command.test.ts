import { expect, it } from 'vitest';
import type { MachineEvent } from '../../machine/event.ts';
import { parseCommand, suggest, USAGES } from './command.ts';

const eventOf = (line: string): MachineEvent | undefined => {
  const r = parseCommand(line);
  return r.ok && r.value.kind === 'event' ? r.value.event : undefined;
};

it.each<[string, MachineEvent]>([
  ['16M @ 0x1000000000000000', { type: 'hotplug', start: '0x1000000000000000', size: '0x1000000' }],
  ['16 MB @ 2^44', { type: 'hotplug', start: '0x100000000000', size: '0x1000000' }],
  ['  1G@1000 0000 0000 ', { type: 'hotplug', start: '0x100000000000', size: '0x40000000' }],
  ['0x1000000 @ 0x0', { type: 'hotplug', start: '0x0', size: '0x1000000' }],
  ['unplug 16M @ 0x8000000', { type: 'unplug', start: '0x8000000', size: '0x1000000' }],
  ['remove 0x8000000-0x8ffffff', { type: 'remove', start: '0x8000000', size: '0x1000000' }],
  ['Offline 0-0xffffff', { type: 'offline', start: '0x0', size: '0x1000000' }],
  ['add 48M @ 4G', { type: 'add', start: '0x100000000', size: '0x3000000' }],
  ['work', { type: 'work' }],
  ['fail allocation 2', { type: 'failAllocation', nth: 2 }],
  ['fail hcall 3', { type: 'failHcall', nth: 3 }],
  [
    'fail callback slub going_offline BAD',
    { type: 'failCallback', name: 'slub', action: 'MEM_GOING_OFFLINE', answer: 'NOTIFY_BAD' },
  ],
  [
    'fail callback mempolicy NODE_ADDING_FIRST_MEMORY -enomem',
    {
      type: 'failCallback',
      name: 'mempolicy',
      action: 'NODE_ADDING_FIRST_MEMORY',
      answer: '-ENOMEM',
    },
  ],
  [
    'pages 16M @ 0x8000000 pinned',
    { type: 'pages', start: '0x8000000', size: '0x1000000', are: 'pinned' },
  ],
  [
    'pages 0x8000000-0x8ffffff Unmovable',
    { type: 'pages', start: '0x8000000', size: '0x1000000', are: 'unmovable' },
  ],
  [
    'online 16M @ 4G as online_movable',
    { type: 'online', start: '0x100000000', size: '0x1000000', as: 'online_movable' },
  ],
  ['fail hcall 2 -44 allocate', { type: 'failHcall', nth: 2, code: -44, call: 'allocate' }],
  ['fail hcall 1 H_HARDWARE', { type: 'failHcall', nth: 1, code: -1 }],
  ['fail hcall 1 h_page_registered', { type: 'failHcall', nth: 1, code: 15 }],
  [
    'fail hcall 2 H_NOT_ENOUGH_RESOURCES allocate',
    { type: 'failHcall', nth: 2, code: -44, call: 'allocate' },
  ],
  ['fail hcall 1 free', { type: 'failHcall', nth: 1, call: 'free' }],
  ['signal', { type: 'signal' }],
  ['probe 2^60', { type: 'probe', address: '0x1000000000000000' }],
  ['fail hcall 3 9900', { type: 'failHcall', nth: 3, code: 9900 }],
  [
    'register veto 5 MEM_GOING_OFFLINE=NOTIFY_BAD cancel_offline=-enomem ONLINE=0x8001',
    {
      type: 'register',
      name: 'veto',
      priority: 5,
      answers: {
        MEM_GOING_OFFLINE: 'NOTIFY_BAD',
        MEM_CANCEL_OFFLINE: '-ENOMEM',
        MEM_ONLINE: 0x8001,
      },
    },
  ],
  ['register low -1', { type: 'register', name: 'low', priority: -1, answers: {} }],
  ['unregister veto', { type: 'unregister', name: 'veto' }],
  [
    'configure kernel=2.6.25 page=64K block=32M bits=44 allocator=slab driver=FLAT',
    {
      type: 'configure',
      kernel: '2.6.25',
      pageSize: 65536,
      blockSize: '0x2000000',
      physicalBits: 44,
      allocator: 'SLAB',
      driver: 'flat',
    },
  ],
  ['configure physicalBits=61', { type: 'configure', physicalBits: 61 }],
  [
    'configure memoryModel=vmemmap queuePairs=4 NUMA=no mrbudget=none',
    {
      type: 'configure',
      options: { memoryModel: 'VMEMMAP', queuePairs: 4, numa: false, mrBudget: null },
    },
  ],
])('reads %j as an event', (line, expected) => {
  expect(eventOf(line)).toEqual(expected);
});

it('reads the moves of the page', () => {
  const P = 1n << 60n;
  expect(parseCommand('? v:0xd000000000000000')).toEqual({
    ok: true,
    value: { kind: 'translate', address: 0xd000000000000000n, space: 'virtual' },
  });
  expect(parseCommand('translate 2^60')).toMatchObject({ value: { address: P, space: null } });
  expect(parseCommand('go 2^60')).toMatchObject({ value: { kind: 'go', address: P } });
  expect(parseCommand('send p:16M hold')).toMatchObject({
    value: { kind: 'send', address: '0x1000000', hold: true },
  });
  expect(parseCommand('step 3')).toMatchObject({ value: { kind: 'step', step: 3 } });
  expect(parseCommand('undo')).toMatchObject({ value: { kind: 'undo' } });
  expect(parseCommand('open thread')).toMatchObject({ value: { kind: 'open', what: 'thread' } });
});

it.each<[string, number, RegExp]>([
  ['', 1, /Type for instance/],
  ['fly 16M', 1, /no command.*hotplug/],
  ['16M', 4, /@ ADDRESS/],
  ['16M @', 6, /missing/],
  ['16M @ 0x1z', 10, /“z”/],
  ['16Q @ 0', 3, /does not belong/],
  ['unplug', 7, /SIZE @ ADDRESS/],
  ['unplug 16M @ x', 14, /does not belong/],
  ['work hard', 6, /Nothing/],
  ['register', 9, /name/],
  ['register a', 11, /priority/],
  ['register a high', 12, /whole number/],
  ['register a 1 MEM_SLEEPING=OK', 14, /no action/],
  ['register a 1 MEM_ONLINE=MAYBE', 25, /-ENOMEM/],
  ['fail', 5, /allocation N/],
  ['fail hcall zero', 12, /next/],
  ['fail hcall 1 H_NOTHING', 14, /H_HARDWARE/],
  ['fail allocation 1 2', 19, /without a code/],
  ['configure', 10, /KEY=VALUE.*memoryModel/],
  ['configure ports=0', 17, /1 to 16/],
  ['configure memoryModel=DISCONTIG', 23, /VMEMMAP/],
  ['configure colour=red', 11, /keys are/],
  ['configure page=8K', 16, /4K or 64K/],
  ['configure bits=99', 16, /24 to 64/],
  ['step one', 6, /number/],
  ['send b:0x10', 6, /physical/],
  ['? ', 2, /missing/],
  ['16M at 5 bananas', 5, /START-END/],
  ['add 16 M to 0x1000', 10, /START-END/],
])('says what is wrong with %j, and where', (line, column, message) => {
  const r = parseCommand(line);
  expect(r.ok).toBe(false);
  if (!r.ok) {
    expect(r.error.message).toMatch(message);
    expect(r.error.column).toBe(column);
  }
});

it('suggests what the text may become', () => {
  expect(suggest('')[0]?.usage).toBe('SIZE @ ADDRESS');
  expect(suggest('16M')).toEqual([USAGES[0]]);
  expect(suggest('un').map((u) => u.word)).toEqual(['unplug', 'unregister', 'undo']);
  expect(suggest('fail hc').map((u) => u.word)).toEqual(['fail']);
  expect(suggest('zz')).toEqual([]);
});

it.each([
  'constructor',
  'toString',
  'valueOf 1',
  'configure constructor=1',
  'configure __proto__=1',
])('refuses %s like any other word', (line) =>
  expect(parseCommand(line)).toMatchObject({ ok: false, error: { code: 'bad-line' } }),
);
