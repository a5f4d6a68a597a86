import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { MachineEvent } from '../machine/event.ts';
import { isLink, makeLink, readLink } from './link.ts';
import { OPENING, type Scenario } from './scenario.ts';

const MIB = 1 << 20;
const FORMAT = '"format":"sparsescope-scenario/1"';
const OPENING_LINK = '1q1ZKyy_KTSxRslIqLkgsKk4tTs4vSNUtTk7NSyzKzNc3VKoFAA';

/** A link that another program made; level 0 keeps the text readable in the bytes. */
const linkOf = (text: string | Buffer, level = 9): string =>
  `1${deflateRawSync(text, { level }).toString('base64url')}`;

const lengthOf = (events: readonly MachineEvent[]): number => {
  const link = makeLink({ ...OPENING, events, step: events.length });
  return link.ok ? link.value.length : Number.POSITIVE_INFINITY;
};

const plug = (type: 'hotplug' | 'unplug', start: string, size = '0x1000000'): MachineEvent => ({
  type,
  start,
  size,
});

describe('makeLink', () => {
  it('gives the opening scene a short link that never changes', () => {
    expect(makeLink(OPENING)).toEqual({ ok: true, value: OPENING_LINK });
  });

  it('keeps the thread’s scene with six actions under 300 characters', () => {
    const veto: MachineEvent = {
      type: 'register',
      name: 'my veto',
      priority: 100,
      answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
    };
    const six = [
      plug('hotplug', '0x800000000000000'),
      plug('hotplug', '0x10000000', '0x40000000'),
      veto,
      plug('unplug', '0x1000000000000000'),
      { type: 'send', address: '0x1000000000000abc' },
      { type: 'work' },
    ] as const;
    expect(lengthOf(six)).toBeLessThan(300);
    const far = ['0x123456789000000', '0xfedcba987000000', '0x3141592653000000'];
    const drops = far.flatMap((start) => [plug('hotplug', start), plug('unplug', start)]);
    expect(lengthOf(drops)).toBeLessThan(300);
    const all: MachineEvent = {
      type: 'configure',
      kernel: '2.6.25',
      driver: 'three-level',
      pageSize: 65536,
      blockSize: '0x10000000',
      physicalBits: 64,
      allocator: 'SLAB',
    };
    expect(lengthOf([...six.slice(3), { type: 'failHcall', nth: 3, code: -16 }, all])).toBeLessThan(
      300,
    );
  });

  it('refuses a scene that no link can hold', () => {
    const boot = (count: number): Scenario['boot'] =>
      Array.from({ length: count }, (_, i) => ({
        start: BigInt(i) << 25n,
        size: 1n << 24n,
        state: 'online',
      }));
    expect(makeLink({ ...OPENING, boot: boot(20_000) })).toMatchObject({ ok: true });
    for (const count of [30_000, 65_536])
      expect(makeLink({ ...OPENING, boot: boot(count) })).toMatchObject({
        error: { code: 'too-large' },
      });
  });
});

describe('readLink', () => {
  it.each([
    OPENING_LINK,
    `#${OPENING_LINK}`,
    `  #${OPENING_LINK}\n`,
    `https://example.org/some/path/?a=1#${OPENING_LINK}`,
    `file:///a%20b/index.html#${OPENING_LINK}`,
    `https://example.org/%23${OPENING_LINK}`,
    `#${OPENING_LINK.replaceAll('_', '%5F').replaceAll('-', '%2d')}`,
    linkOf(`{${FORMAT}}`),
    linkOf(` { ${FORMAT} } `, 0),
  ])('opens %s', (text) => {
    expect(readLink(text)).toEqual({ ok: true, value: OPENING });
  });

  it.each([
    ['nothing', ''],
    ['nothing after #', '#'],
    ['a URL without a fragment', 'https://example.org/'],
    ['nothing but the version', '#1'],
    ['bytes that are not UTF-8', linkOf(Buffer.from([0x22, 0xff, 0x22]))],
    ['a text that is not JSON', linkOf('{"format":')],
    ['a text with a byte order mark', linkOf(`\ufeff{${FORMAT}}`)],
    ['a cut link', OPENING_LINK.slice(0, -4)],
    [
      'a link with more behind its end',
      `1${Buffer.concat([deflateRawSync(`{${FORMAT}}`), Buffer.from([0])]).toString('base64url')}`,
    ],
  ])('calls %s a bad link', (_, text) => {
    expect(readLink(text)).toMatchObject({ ok: false, error: { code: 'bad-link' } });
  });

  it.each([
    ['#-abc', 2],
    ['#0abc', 2],
    [`#${OPENING_LINK}.`, OPENING_LINK.length + 2],
    [`<#${OPENING_LINK}>`, OPENING_LINK.length + 3],
    [`${OPENING_LINK.slice(0, 9)} ${OPENING_LINK.slice(9)}`, 10],
    [`https://example.org/#1%5F%2D+abc`, 29],
    [` #1%5F=`, 7],
    ['#1AB', 4],
    ['#1%zz', 3],
  ])('says at which column %j is damaged', (text, column) => {
    expect(readLink(text)).toMatchObject({ error: { code: 'bad-link', line: 1, column } });
  });

  it.each(['2', '9', 'a', 'Z'])('says that version %s is newer', (version) => {
    const link = `#${version}${OPENING_LINK.slice(1)}`;
    expect(readLink(link)).toMatchObject({ error: { code: 'newer-version', column: 2 } });
  });

  it.each([
    ['newer-version', '{"format":"sparsescope-scenario/2"}', undefined],
    ['bad-scenario', `{${FORMAT},"a":1}`, undefined],
    [
      'overlap',
      `{${FORMAT},"boot":[{"start":"0x0","size":"0x2"},{"start":"0x1","size":"0x1"}]}`,
      undefined,
    ],
    ['bad-event', `{${FORMAT},"events":[{"type":"work"},{}]}`, 1],
    ['bad-scenario', '[]', undefined],
  ])('keeps the code %s of the text', (code, text, event) => {
    const result = readLink(linkOf(text));
    expect(result).toMatchObject({ ok: false, error: { code } });
    if (!result.ok) expect(result.error.event).toBe(event);
  });

  it('never unpacks more than 1 MiB', () => {
    const padded = (length: number): string => `{${FORMAT}}`.padEnd(length);
    expect(readLink(linkOf(padded(MIB)))).toMatchObject({ ok: true });
    expect(readLink(linkOf(padded(MIB + 1)))).toMatchObject({ error: { code: 'too-large' } });
    const bomb = linkOf(Buffer.alloc(64 * MIB));
    expect(readLink(bomb)).toMatchObject({ error: { code: 'too-large' } });
  });

  it('does not look at a link that is longer than any', () => {
    expect(readLink(`#1${'A'.repeat(50 * MIB)}`)).toMatchObject({ error: { code: 'too-large' } });
  });
});

describe('isLink', () => {
  it.each([OPENING_LINK, `#${OPENING_LINK}`, '#', 'https://example.org/', ' #2x '])(
    'takes %j for a link',
    (text) => expect(isLink(text)).toBe(true),
  );
  it.each(['', '{"a":"#"}', 'RANGE SIZE', '0x1000000000000000', '00000000-0009fbff', 'a #b'])(
    'does not take %j for a link',
    (text) => expect(isLink(text)).toBe(false),
  );
});
