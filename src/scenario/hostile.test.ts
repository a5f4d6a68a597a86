import { describe, expect, it } from 'vitest';
import { formatScenario } from './format-scenario.ts';
import { makeLink, readLink } from './link.ts';
import { parseScenario } from './parse-scenario.ts';
import { presetOf } from './presets/presets.ts';
import { OPENING, type Scenario } from './scenario.ts';

/** Seeded, so that a failure can be seen again (mulberry32, public domain). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const SPICE = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\\',
    '\u0000',
    '\ud800',
    '😀',
    '%2D',
    '%',
    '=',
    '#',
    '-1',
  ],
  ...['1e999', '9'.repeat(30), 'null', '"__proto__":', '"constructor":1,', '[['.repeat(500)],
];

/** One to four changes: a flip of a bit, a cut, a doubled piece, something strange put in. */
function mutate(text: string, random: (below: number) => number): string {
  let mutated = text;
  for (let n = 1 + random(4); n > 0; n -= 1) {
    const at = random(mutated.length + 1);
    const end = Math.min(mutated.length, at + random(20));
    const before = mutated.slice(0, at);
    const flipped = String.fromCharCode((mutated.charCodeAt(at) || 0) ^ (1 << random(7)));
    const changes = [
      () => before + flipped + mutated.slice(at + 1),
      () => before,
      () => before + mutated.slice(end),
      () => before + mutated.slice(at, end).repeat(2) + mutated.slice(end),
      () => before + (SPICE[random(SPICE.length)] ?? '') + mutated.slice(at),
    ];
    mutated = changes[random(changes.length)]?.() ?? mutated;
  }
  return mutated;
}

const busy: Scenario = {
  ...OPENING,
  title: 'Naïve 😀',
  boot: presetOf('scattered')?.scenario.boot.slice(0, 6) ?? [],
  events: [
    { type: 'hotplug', start: '0x800000000000000', size: '0x1000000' },
    { type: 'register', name: 'veto', priority: 9, answers: { MEM_ONLINE: '-ENOMEM' } },
    { type: 'configure', kernel: '2.6.25', pageSize: 65536 },
    { type: 'failHcall', nth: 3, code: -16 },
    { type: 'send', address: '0x1000000000000abc' },
  ],
  step: 2,
};

const CODES = [
  ...['bad-link', 'newer-version', 'too-large', 'bad-scenario', 'bad-event'],
  ...['beyond-limit', 'overlap', 'too-many'],
];

const RUNS = 10_000;
/** What hangs takes longer; shared machines stop for a moment now and then. */
const SLOWEST_MS = 10_000;

function bombard(seed: number, texts: readonly string[], read: typeof readLink): void {
  const random = randomOf(seed);
  let refused = 0;
  for (let i = 0; i < RUNS; i += 1) {
    const text = mutate(texts[i % texts.length] ?? '', random);
    const before = performance.now();
    const result = read(text);
    expect(performance.now() - before).toBeLessThan(SLOWEST_MS);
    if (result.ok) {
      // Whatever is let in must be sound: it has a text, and that text is its own.
      expect(parseScenario(formatScenario(result.value))).toEqual(result);
      continue;
    }
    refused += 1;
    expect(CODES).toContain(result.error.code);
    expect(result.error.message.length).toBeLessThan(400);
  }
  expect(refused).toBeGreaterThan(RUNS / 2);
}

describe('20,000 mutated inputs: none throws, hangs or passes the caps', () => {
  it('links', () => {
    const links = [OPENING, busy].map(makeLink).map((link) => (link.ok ? link.value : ''));
    bombard(1, links, readLink);
  }, 20_000);

  it('scenario texts', () => {
    bombard(2, [OPENING, busy].map(formatScenario), parseScenario);
  }, 20_000);
});
