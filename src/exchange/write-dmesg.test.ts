import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { arbitraryScenario } from '../scenario/arbitrary-scenario.test-data.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { startOf } from '../scenario/start-of.ts';
import { STORIES } from '../scenario/stories/stories.ts';
import { parseText } from '../scenario/text/parse-text.ts';
import { replaySteps } from '../timeline/replay-steps.ts';
import { Timeline } from '../timeline/timeline.ts';
import { writeDmesg } from './write-dmesg.ts';

const told = ({ events, ...scenario }: Scenario): string[] => [
  ...writeDmesg(replaySteps(startOf(scenario), events, 0, events.length)),
];

function logOf(text: string): string[] {
  const read = parseText(`sparsescope-scenario/1\n${text}`);
  if (!read.ok) throw new Error(read.error.message);
  return told(read.value);
}

/** The kernel's own lines, without where they stand. */
const kernels = (lines: readonly string[]): string[] =>
  lines.map((l) => l.replace(/^\[\d+\.\d+\] /, '')).filter((l) => !l.startsWith('sparsescope:'));

const GUEST = `machine kernel=6.12 blockSize=128M physicalBits=51
boot 1G@0
hotplug 640M@0x100000000
`;

describe('the kernel’s own lines', () => {
  // As captured: Linux 6.12 in QEMU, blocks of 128 MiB, 4 KiB pages, dynamic debug on for memory_hotplug.c.
  it('after a signal, then offline', () => {
    const log = logOf(`${GUEST}pages 128M@0x100000000 pinned
offline 128M@0x100000000
signal
pages 128M@0x100000000 movable
offline 128M@0x100000000
`);
    expect(kernels(log)).toEqual([
      'memory offlining [mem 0x100000000-0x107ffffff] failed due to signal backoff',
      'Offlined Pages 32768',
    ]);
  });

  it('where isolation fails', () => {
    const log = logOf(`${GUEST}pages 128M@0x110000000 unmovable\noffline 128M@0x110000000\n`);
    expect(kernels(log)).toEqual([
      'memory offlining [mem 0x110000000-0x117ffffff] failed due to failure to isolate range',
    ]);
  });

  it('once for blocks that went alike, and how often', () => {
    const log = logOf(`${GUEST}offline 256M@0x100000000\n`);
    expect(kernels(log)).toEqual([
      'Offlined Pages 32768 (sparsescope: 2 times, [mem 0x100000000-0x10fffffff])',
    ]);
  });

  it('with pages of 64 KiB, as on a pseries guest with LMBs of 256 MiB', () => {
    const log = logOf(
      'machine kernel=6.12 pageSize=65536 blockSize=256M physicalBits=51\nboot 2G@0\nhotplug 256M@0x80000000\noffline 256M@0x80000000\n',
    );
    expect(kernels(log)).toEqual(['Offlined Pages 4096']);
  });

  it('not of a kernel whose log was not captured', () => {
    expect(kernels(logOf('boot 256M@0\noffline 16M@0\n'))).toEqual([]);
  });
});

it('begins each step with its event and what it returned, without a time', () => {
  const log = logOf('boot 256M@0\nhotplug 16M@0x7000000000\nunplug 16M@0x7000000000\n');
  expect(log.filter((line) => /^\[\d+\.0\]/.test(line))).toEqual([
    '[0.0] sparsescope: boot 2.6.32: returned 0',
    '[1.0] sparsescope: hotplug 16M@0x7000000000: returned 0',
    '[2.0] sparsescope: unplug 16M@0x7000000000: returned 0',
  ]);
});

it('says who stopped a chain', () => {
  const log = logOf('boot 256M@0\nfail callback slub MEM_GOING_OFFLINE -ENOMEM\noffline 16M@0\n');
  expect(log.at(-1)).toContain(
    'offline 1 block [mem 0x00000000-0x00ffffff]: returned -12 (ENOMEM); MEM_GOING_OFFLINE stopped by slub with ENOMEM',
  );
});

/** One printable line in its place, with a word for everything. */
const LINE = /^\[\d+\.\d+\] [^\n\r]+$/;
const UNSAID = /undefined|NaN|\[object/;

test.each(STORIES)('$id: a line for each fact', ({ scenario }) => {
  for (const line of told(scenario)) {
    expect(line).toMatch(LINE);
    expect(line).not.toMatch(UNSAID);
  }
});

it('any scenario: a line for each fact', () => {
  fc.assert(
    fc.property(arbitraryScenario, (scenario) => {
      const played = Timeline.play(startOf(scenario), scenario.events);
      // As far as its events fit.
      const fitting = played.ok ? undefined : (played.error.event ?? 0);
      for (const line of told({ ...scenario, events: scenario.events.slice(0, fitting) })) {
        expect(line).toMatch(LINE);
        expect(line).not.toMatch(UNSAID);
      }
    }),
    { numRuns: 100 },
  );
});
