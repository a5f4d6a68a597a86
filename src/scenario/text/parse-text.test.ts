import { describe, expect, it } from 'vitest';
import { openText } from '../../exchange/open-text.ts';
import { TextHistory } from '../../worker/text-history.ts';
import { OPENING, type Scenario } from '../scenario.ts';
import { isText, parseText } from './parse-text.ts';
import { printText } from './print-text.ts';

const THREAD = `sparsescope-scenario/1
title "The thread # and a veto"
machine kernel=2.6.32 driver=three-level page=4K block=16M bits=61 allocator=SLUB

boot 256M@0
boot 16M@0x1000000000000000 offline

hotplug 16M@0x7000000000
register "my veto" 100 MEM_GOING_OFFLINE=NOTIFY_BAD
fail callback slub MEM_GOING_OFFLINE -ENOMEM
offline 16M@0x1000000000000000
online 32M@0x7000000000 as online_movable
reboot
send 0x1000000000000abc

step 3
`;

const SCENE: Scenario = {
  machine: OPENING.machine,
  boot: [
    { start: 0n, size: 256n << 20n, state: 'online' },
    { start: 1n << 60n, size: 16n << 20n, state: 'offline' },
  ],
  events: [
    { type: 'hotplug', start: '0x7000000000', size: '0x1000000' },
    {
      type: 'register',
      name: 'my veto',
      priority: 100,
      answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
    },
    { type: 'failCallback', name: 'slub', action: 'MEM_GOING_OFFLINE', answer: '-ENOMEM' },
    { type: 'offline', start: '0x1000000000000000', size: '0x1000000' },
    { type: 'online', start: '0x7000000000', size: '0x2000000', as: 'online_movable' },
    { type: 'configure' },
    { type: 'send', address: '0x1000000000000abc' },
  ],
  step: 3,
  title: 'The thread # and a veto',
};

it('prints a scene for people, and reads it back', () => {
  expect(printText(SCENE)).toBe(THREAD);
  expect(parseText(THREAD)).toEqual({ ok: true, value: SCENE });
});

it('reads what people write', () => {
  const text = `# one Sunday
    title The thread, and a veto   # without quote marks
    BOOT 0-0xfffffff
    boot 16 MB @ 2^60 offline
    machine kernel=2.6.32 # as it was

    add 16M@2^44     # the probe file
    Online 2^44 - 0x100000ffffff
    veto slub GOING_OFFLINE ENOMEM
    step 1`;
  expect(parseText(text)).toEqual({
    ok: true,
    value: {
      ...SCENE,
      title: 'The thread, and a veto',
      events: [
        { type: 'add', start: '0x100000000000', size: '0x1000000' },
        { type: 'online', start: '0x100000000000', size: '0x1000000' },
        { type: 'failCallback', name: 'slub', action: 'MEM_GOING_OFFLINE', answer: '-ENOMEM' },
      ],
      step: 1,
    },
  });
});

it('takes what is left out from the opening scene', () => {
  expect(parseText('')).toEqual({ ok: true, value: OPENING });
  expect(parseText('work')).toMatchObject({ value: { boot: OPENING.boot, step: 1 } });
  expect(parseText('boot none')).toMatchObject({ value: { boot: [], events: [] } });
  expect(parseText('machine kernel=2.6.25')).toMatchObject({
    value: { machine: { kernel: '2.6.25', driver: 'flat' } },
  });
});

it('leaves out events beyond those that are wanted, unread', () => {
  const read = parseText('boot none\nwork\nsignal\nfail what\nnonsense\nstep 1', 2);
  expect(read).toMatchObject({
    ok: true,
    value: { events: [{ type: 'work' }, { type: 'signal' }], step: 2 },
  });
});

describe('says what is wrong, where, and what was expected', () => {
  it.each<[string, number, number, RegExp, string?]>([
    ['fly 16M', 1, 1, /“fly” begins no line.*Expected one of title.*boot.*hotplug/],
    ['boot none\n\n  hotplug 16M', 3, 14, /@ ADDRESS/],
    ['boot none\r\nwork hard', 2, 6, /Nothing/],
    ['boot', 1, 5, /SIZE @ ADDRESS/],
    ['boot 16Q@0', 1, 8, /does not belong/],
    ['boot 0@0', 1, 1, /at least one byte/, 'bad-scenario'],
    ['boot 16M@0\n# two\nboot 16M@0', 3, 1, /overlaps the one at line 1/, 'overlap'],
    ['boot none\nboot 16M@0', 2, 5, /boot none/],
    ['boot 16M@0\nboot none', 2, 6, /before/],
    ['work\nboot 16M@0', 2, 1, /before the first event/],
    ['work\nwork\nstep 3', 3, 1, /0 to 2/, 'bad-scenario'],
    ['step one', 1, 6, /number of a step/],
    ['step 0\nstep 0', 2, 6, /before/],
    ['title', 1, 6, /Expected a title/],
    ['title "open', 1, 7, /quote marks/],
    [`title ${'x'.repeat(121)}`, 1, 1, /at most 120/, 'bad-scenario'],
    ['machine', 1, 8, /KEY=VALUE/],
    ['machine bits=61 bits=44', 1, 17, /twice/],
    ['machine bits=61\nmachine bits=44', 2, 8, /before/],
    ['machine page=4K kernel=9.9', 1, 17, /2\.6\.32/, 'bad-scenario'],
    ['machine block=3M page=4K', 1, 9, /power of two/, 'bad-scenario'],
    ['hugepage 16M', 1, 1, /multiples of 16 GiB/, 'bad-scenario'],
    ['work\nregister "a" 5 MEM_ONLINE=OK MEM_ONLINE=BAD', 2, 30, /already/],
    ['work\nregister "a 5', 2, 10, /quote marks/],
    ['work\nfail hcall 1 0', 2, 1, /not 0 or 15/, 'bad-event'],
    ['work\nconfigure kernel=9', 2, 11, /known here/, 'bad-event'],
    ['traffic 5 seed 1 seed 2', 1, 18, /Nothing/],
    ['sparsescope-scenario/2', 1, 1, /newer version/, 'newer-version'],
    ['work\nsparsescope-scenario/1', 2, 1, /stands first/],
    ['__proto__', 1, 1, /begins no line/],
    [`boot none\n#${'#'.repeat(5000)}`, 2, 4097, /at most 4096/],
    ['\n'.repeat(400_000), 330_001, 1, /330000 lines/, 'too-many'],
  ])('in %j', (text, line, column, message, code = 'bad-line') => {
    const read = parseText(text);
    if (read.ok) throw new Error('This was read.');
    expect(read.error).toMatchObject({ code, line, column });
    expect(read.error.message).toMatch(message);
  });

  it('names the event', () => {
    const read = parseText('boot none\nwork\nconfigure bits=61 kernel=9');
    expect(read).toMatchObject({
      error: { event: 1, field: 'events[1].kernel', line: 3, column: 19 },
    });
  });

  it('also of an event that does not fit the machine', () => {
    const opened = new TextHistory().open('# a\nwork\nwork\n  hotplug 16M@0\n');
    expect(opened).toMatchObject({
      ok: false,
      error: { code: 'overlap', event: 2, line: 4, column: 3 },
    });
  });
});

it('repeats little of what it was given', () => {
  const long = 'x'.repeat(4000);
  for (const line of [long, `boot ${long}@0`, `veto slub ${long}`, `add 1.1${'0'.repeat(30)}1@0`]) {
    const read = parseText(line);
    expect(read.ok ? 0 : read.error.message.length).toBeLessThan(600);
    expect(read.ok).toBe(false);
  }
});

it('holds no more than a scenario may', () => {
  const events = 'work\n'.repeat(10_001);
  expect(parseText(events)).toMatchObject({ error: { code: 'too-many', line: 10_001, column: 1 } });
  const boot = Array.from({ length: 100_001 }, (_, i) => `boot 1K@${i}M`).join('\n');
  expect(parseText(boot)).toMatchObject({ error: { code: 'too-many', line: 100_001 } });
  expect(parseText('#'.repeat((16 << 20) + 1))).toMatchObject({ error: { code: 'too-large' } });
});

describe('is told from what it is not', () => {
  it.each([THREAD, '# a\n\nboot none', 'hotplug 16M@0x7000000000', 'Reboot', '\ufeffwork'])(
    '%j is a scenario',
    (text) => {
      expect(isText(text)).toBe(true);
      expect(openText(text)).toMatchObject({ ok: true, value: { source: null } });
    },
  );

  it.each([
    '',
    '# lsmem\nRANGE SIZE STATE',
    'online 0x0000000000000000-0x0000000007ffffff',
    'offline 0x0000000000000000-0x0000000007ffffff 128M',
    'RANGE                                 SIZE  STATE REMOVABLE BLOCK',
    '00000000-0009fbff : System RAM',
    'Memory block size:       128M',
    '{"memory": []}',
    'constructor',
    'a #b',
  ])('%j is none', (text) => expect(isText(text)).toBe(false));

  it('rows of lsmem without a header, the state first, are still lsmem', () => {
    const rows = 'online 0x0000000000000000-0x0000000007ffffff\n';
    expect(openText(rows)).toMatchObject({ value: { source: { format: 'lsmem' } } });
  });
});
