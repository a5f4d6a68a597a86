import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { MachineEvent } from '../machine/event.ts';
import { formatHex } from '../machine/units/address.ts';
import { makeLink } from '../scenario/link.ts';
import { OPENING, type Scenario } from '../scenario/scenario.ts';
import { openText } from './open-text.ts';

/** How long links come out. The letters of a link of version 1 never change, so these are facts, not hopes. */

const lengthOf = (scenario: Scenario, events: readonly MachineEvent[]): number => {
  const link = makeLink({ ...scenario, events, step: events.length });
  return link.ok ? link.value.length : Number.POSITIVE_INFINITY;
};

const plug = (
  type: 'hotplug' | 'unplug' | 'online' | 'offline',
  start: string,
  size = '0x1000000',
): MachineEvent => ({ type, start, size });

it('the thread’s scene with six gestures takes 159 letters, with six unlike drops 184', () => {
  const gestures = [
    plug('hotplug', '0x7000000000'),
    plug('hotplug', '0x800000000000000', '0x10000000'),
    plug('unplug', '0x7000000000'),
    plug('hotplug', '0x20000000', '0x40000000'),
    plug('unplug', '0x1000000000000000'),
    plug('hotplug', '0x1000000000000000'),
  ];
  expect(lengthOf(OPENING, gestures)).toBe(159);
  const unlike = ['0x123456789000000', '0xfedcba987000000', '0x3141592653000000'];
  const drops = unlike.flatMap((start) => [plug('hotplug', start), plug('unplug', start)]);
  expect(lengthOf(OPENING, drops)).toBe(184);
});

it('six actions of five kinds take 197, of six kinds with a callback 272', () => {
  const five = [
    plug('hotplug', '0x7000000000'),
    plug('offline', '0x1000000000000000'),
    plug('online', '0x1000000000000000'),
    { type: 'failHcall', nth: 1 },
    plug('hotplug', '0x800000000000000'),
    { type: 'send', address: '0x800000000000abc' },
  ] as const;
  expect(lengthOf(OPENING, five)).toBe(197);
  const answers = { MEM_GOING_OFFLINE: 'NOTIFY_BAD' };
  const six = [
    plug('hotplug', '0x800000000000000'),
    plug('hotplug', '0x10000000', '0x40000000'),
    { type: 'register', name: 'my veto', priority: 100, answers },
    plug('unplug', '0x1000000000000000'),
    { type: 'send', address: '0x1000000000000abc' },
    { type: 'work' },
  ] as const;
  expect(lengthOf(OPENING, six)).toBe(272);
});

/** Sixty things done to a machine of 16 GB: offline, online, plug and unplug, transfers, all at addresses of their own. */
function busyDay(block: bigint): readonly MachineEvent[] {
  const size = formatHex(block);
  return Array.from({ length: 60 }, (_, i): MachineEvent => {
    const at = BigInt(((i * 7919) % 97) + 3) * block;
    const far = formatHex((1n << 36n) + at);
    const kind = i % 12;
    if (kind < 3) return plug('offline', formatHex(at), size);
    if (kind < 6) return plug('online', formatHex(at), size);
    if (kind < 8) return plug('hotplug', far, formatHex(block * BigInt(1 + (i % 4))));
    if (kind < 10) return plug('unplug', far, size);
    if (kind === 10) return { type: 'send', address: formatHex(at + BigInt(i * 4096)) };
    return { type: 'work' };
  });
}

it('a real layout of 16 GB with sixty actions takes about half of 1,100', () => {
  const { forms } = JSON.parse(
    readFileSync(new URL('../../fixtures/lsmem/x86_64-16g.forms.json', import.meta.url), 'utf8'),
  ) as { forms: Record<string, string> };
  const opened = Object.values(forms).map((text) => openText(text));
  const real = opened.find((one) => one.ok);
  if (!real?.ok) throw new Error('There is no form that can be read.');
  const { scenario } = real.value;
  expect(lengthOf(scenario, busyDay(BigInt(scenario.machine.blockSize)))).toBeLessThan(600);
});
