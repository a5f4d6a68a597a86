import { expect, it } from 'vitest';
import type { DriverAct } from '../../machine/driver/act.ts';
import type { Registration } from '../../machine/firmware/registration.ts';
import type { MemoryAction } from '../../machine/notifier/action.ts';
import type { Call, Round } from '../../machine/notifier/round.ts';
import type { BlocksFact } from '../../machine/trace.ts';
import { errnoWords } from '../../machine/units/errno.ts';
import type { CallbackView } from '../../worker/protocol.ts';
import { answerWords, ordinal } from './answer.ts';
import { effectOf } from './effect.ts';
import { glossOf, silenceOf } from './glosses.ts';
import { newsOf, scoreFact, scoreOf } from './score.ts';
import { wayOutOf } from './way-out.ts';
import { whyOf } from './why.ts';

const OK = 1;
const BAD = 0x8002;
const call = (name: string, priority: number, answer: number | null, acted = false): Call => ({
  name,
  priority,
  answer,
  acted,
});
const round = (action: MemoryAction, calls: Call[]): Round => {
  const last = calls.findLast((c) => c.answer !== null)?.answer ?? 0;
  const stop = calls.findIndex((c) => ((c.answer ?? 0) & 0x8000) !== 0);
  return {
    action,
    calls,
    stoppedAt: stop < 0 ? null : stop,
    result: last,
    errno: answerWords(last).errno,
  };
};
const registration = (more: Partial<Registration> = {}): Registration => ({
  handle: '0x2',
  length: '0x12000000',
  hcalls: '136',
  pagesAccepted: '69632',
  lastHret: 0,
  freeCalls: 0,
  ret: 0,
  ...more,
});
const TABLES = { root: 1, top: 2, dir: 2 };
const act = (more: Partial<DriverAct>): DriverAct => ({
  on: 'MEM_ONLINE',
  update: 'add',
  ret: 0,
  tablesBefore: TABLES,
  tablesAfter: TABLES,
  allocated: 0,
  mrLengthBefore: '0x11000000',
  mrLengthAfter: '0x12000000',
  unregister: 'freed',
  registration: registration(),
  ...more,
});
const fact = (more: Partial<BlocksFact>): BlocksFact => {
  const acts = more.acts ?? [];
  return {
    type: 'blocks',
    op: 'offline',
    first: 2 ** 36,
    blocks: 1,
    sectionsPerBlock: 1,
    rounds: [],
    acts,
    lastActs: acts,
    hcalls: '136',
    ret: 0,
    ...more,
  };
};

const VETO = fact({
  ret: -1,
  rounds: [
    round('MEM_GOING_OFFLINE', [
      call('ipc', 10, OK),
      call('my_veto', 5, BAD),
      call('slub', 1, null),
      call('ehea', 0, null),
    ]),
    round('MEM_CANCEL_OFFLINE', [
      call('ipc', 10, OK),
      call('my_veto', 5, OK),
      call('slub', 1, OK),
      call('ehea', 0, OK, true),
    ]),
  ],
  acts: [act({ on: 'MEM_CANCEL_OFFLINE', registration: registration({ ret: -5, lastHret: 15 }) })],
});

it.each([
  [0, 'NOTIFY_DONE', 0],
  [1, 'NOTIFY_OK', 0],
  [0x8001, 'NOTIFY_STOP', 0],
  [0x8002, 'NOTIFY_BAD', -1],
  [0x800d, '−ENOMEM', -12],
  [0x8000, '0x8000', 0],
  [2, '0x0002', -1],
])('spells %i', (answer, name, errno) => {
  expect(answerWords(answer)).toMatchObject({ name, errno });
});

it('spells errnos and ordinals', () => {
  expect(errnoWords(-22)).toBe('−EINVAL');
  expect(errnoWords(-41)).toBe('−41');
  expect(errnoWords(0)).toBe('0');
  expect([1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal).join(' ')).toBe(
    '1st 2nd 3rd 4th 11th 12th 13th 21st 112th',
  );
});

it('numbers the dots across the rounds, and names those never asked', () => {
  const score = scoreOf(VETO);
  expect(score.columns.map((c) => c.stoppedAt)).toEqual([1, null]);
  expect(score.rows.map((r) => r.dots.map((d) => d?.n))).toEqual([
    [1, 3],
    [2, 4],
    [null, 5],
    [null, 6],
  ]);
  expect(score.rows.map((r) => r.dots.map((d) => d?.kind))).toEqual([
    ['answered', 'answered'],
    ['refused', 'answered'],
    ['never', 'answered'],
    ['never', 'acted'],
  ]);
  expect(score.rows[1]?.dots[0]?.note).toBe('stop bit: −EPERM');
  expect(score.rows[2]?.dots[1]?.note).toBe('unasked');
  expect(score.rows[3]?.dots[1]?.note).toBe('adds 16 MiB it already has');
  expect(scoreFact([VETO], ordinal)).toBe('6 calls, stopped at the 2nd');
});

it('a round that cancels after a wait was heard by those who were asked before it', () => {
  const asked = round('MEM_GOING_OFFLINE', [call('slub', 1, OK), call('ehea', 0, OK, true)]);
  const came = [call('late', 2, OK), call('slub', 1, OK), call('ehea', 0, OK, true)];
  const ended = fact({
    ret: -4,
    cause: 'signal',
    resumed: true,
    earlier: [asked],
    rounds: [round('MEM_CANCEL_OFFLINE', came)],
    acts: [act({ on: 'MEM_CANCEL_OFFLINE' })],
  });
  expect(scoreOf(ended).rows.map((r) => r.dots[0]?.note)).toEqual([
    'unasked',
    '',
    'maps 16 MiB again, 136 hcalls',
  ]);
  const said = whyOf(ended).because.join(' ');
  expect(said).toContain('MEM_CANCEL_OFFLINE takes it back.');
  expect(said).toContain('eHEA had let go when it was asked; on CANCEL it maps the memory again.');
});

it('puts the return value first, then why', () => {
  const why = whyOf(VETO);
  expect(why.returns).toBe('offline_pages returns −EPERM (−1).');
  expect(why.because.join(' ')).toBe(
    'The stop bit of my_veto ends the round: 2 were never asked. CANCEL goes to all; eHEA reads it as an add: its length drifts to 0x1200\u00a00000, the last hcall answers H_PAGE_REGISTERED, −EIO: no region. It answers NOTIFY_OK.',
  );
});

it('reads slub of 2.6.25 as a stop without an error', () => {
  const online = fact({
    op: 'online',
    rounds: [
      round('MEM_GOING_ONLINE', [call('slub', 1, 0x8001), call('mine', 0, null)]),
      round('MEM_ONLINE', [call('slub', 1, 0x8001), call('mine', 0, null)]),
    ],
  });
  const score = scoreOf(online);
  expect(score.rows[0]?.dots[0]).toMatchObject({ kind: 'stopped', note: 'stop bit, no error' });
  expect(score.columns[0]).toMatchObject({ stoppedAt: 0, refused: false });
  expect(whyOf(online)).toMatchObject({ bad: false, returns: 'online_pages returns 0.' });
  expect(whyOf(online).because.join(' ')).toMatch(
    /0x8001: the stop bit without an error.*never hear/,
  );
  expect(scoreFact([online], ordinal)).toBe('2 calls');
});

it('tells what eHEA did', () => {
  expect(effectOf(act({}))).toBe('maps 16 MiB, 136 hcalls');
  expect(effectOf(act({ update: 'remove', on: 'MEM_GOING_OFFLINE' }))).toBe(
    'unmaps, renumbers, 136 hcalls',
  );
  expect(effectOf(act({ ret: -12, registration: null }))).toMatch(/^−ENOMEM/);
  expect(effectOf(act({ unregister: 'failed', registration: null }))).toBe('unregister MR failed');
});

it('explains −ENOMEM on MEM_ONLINE as ignored', () => {
  const failed = fact({
    op: 'online',
    rounds: [
      round('MEM_GOING_ONLINE', [call('ehea', 0, OK)]),
      round('MEM_ONLINE', [call('ehea', 0, BAD, true)]),
    ],
    acts: [act({ ret: -12, registration: null })],
  });
  expect(whyOf(failed).because.join(' ')).toMatch(
    /NOTIFY_BAD, which the kernel ignores on MEM_ONLINE/,
  );
  expect(scoreOf(failed).rows[0]?.dots[1]?.kind).toBe('refused');
});

it('counts the calls of all blocks', () => {
  const two = [call('ipc', 10, OK), call('ehea', 0, OK)];
  const many = fact({
    op: 'online',
    blocks: 1024,
    rounds: [round('MEM_GOING_ONLINE', two), round('MEM_ONLINE', two)],
  });
  expect(scoreFact([many], ordinal)).toBe('4,096 calls in 2,048 rounds');
  expect(newsOf([many, VETO])).toBe(1);
  expect(newsOf([many, many])).toBe(0);
  expect(scoreFact([fact({ ret: -22 })], ordinal)).toBe('nobody was asked');
  expect(whyOf(fact({ ret: -22 })).returns).toBe('The state file answers −EINVAL (−22).');
});

const callback = (name: string, priority: number, builtin: boolean): CallbackView => ({
  name,
  priority,
  builtin,
  gloss: builtin ? 'follows the nodes' : '',
  source: '',
  answers: builtin ? {} : { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
});
const CHAIN = [callback('ipc', 10, true), callback('my_veto', 5, false), callback('ehea', 0, true)];
const EVENT = { type: 'unplug', start: '0x1000000000000000', size: '0x1000000' } as const;

it('offers a way out after a veto ahead of eHEA, and only then', () => {
  const wayOut = wayOutOf({ chain: CHAIN, event: EVENT, step: 2 }, VETO);
  expect(wayOut).toEqual({
    name: 'my_veto',
    priority: -1,
    back: 1,
    events: [
      { type: 'unregister', name: 'my_veto' },
      {
        type: 'register',
        name: 'my_veto',
        priority: -1,
        answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
      },
      EVENT,
    ],
  });
  const asked = { ...VETO, acts: [], lastActs: [] };
  expect(wayOutOf({ chain: CHAIN, event: EVENT, step: 2 }, asked)).toBeNull();
  expect(wayOutOf({ chain: [], event: EVENT, step: 2 }, VETO)).toBeNull();
});

it('glosses the chain before anyone is asked', () => {
  expect(CHAIN.map(glossOf)).toEqual([
    'follows the nodes',
    'NOTIFY_BAD to GOING_OFFLINE',
    'follows the nodes',
  ]);
  const map = { kind: 'flat' } as Parameters<typeof silenceOf>[0]['map'];
  expect(silenceOf({ chain: [], event: null, trace: [], map, listens: null })).toMatch(
    /Nobody has been asked yet.*The driver has no callback/,
  );
  const event = { type: 'register', name: 'my_veto', priority: 5, answers: {} } as const;
  expect(silenceOf({ chain: CHAIN, event, trace: [], map, listens: 'ehea' })).toBe(
    'my_veto is asked 2nd of 3, before ehea.',
  );
});

it('a block that was never isolated says why, not that it was no whole block', () => {
  const refused: BlocksFact = {
    ...VETO,
    rounds: [],
    acts: [],
    lastActs: [],
    ret: -16,
    cause: 'isolation',
  };
  expect(whyOf(refused).because.join(' ')).toBe(
    'A page of it cannot be moved, so it was not isolated; no callback was asked.',
  );
});
