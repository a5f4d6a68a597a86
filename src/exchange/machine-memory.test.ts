import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MachineEvent } from '../machine/event.ts';
import type { Machine } from '../machine/machine.ts';
import { arbitraryScenario } from '../scenario/arbitrary-scenario.test-data.ts';
import { startOf } from '../scenario/start-of.ts';
import { parseText } from '../scenario/text/parse-text.ts';
import { Timeline } from '../timeline/timeline.ts';
import { readImport } from './import.ts';
import { blockListing, ramRanges } from './machine-memory.ts';
import { writeIomem } from './write-iomem.ts';
import { writeLsmem } from './write-lsmem.ts';

function machineOf(text: string): Machine {
  const read = parseText(`sparsescope-scenario/1\n${text}`);
  if (!read.ok) throw new Error(read.error.message);
  const { events } = read.value;
  const played = Timeline.play(startOf(read.value), events as readonly MachineEvent[]);
  if (!played.ok) throw new Error(played.error.message);
  return played.value.machineAt(events.length);
}

const lsmem = (text: string): string[] => [...writeLsmem(blockListing(machineOf(text)))];
const iomem = (text: string): string[] => [...writeIomem(ramRanges(machineOf(text)))];

const THREAD = 'boot 256M@0\nboot 16M@0x1000000000000000\n';
const LPAR = 'machine kernel=6.1 blockSize=256M physicalBits=51\nboot 2G@0\n';

describe('memory blocks', () => {
  it('of the thread’s partition, where nobody knows what is removable', () => {
    // As `lsmem -o RANGE,SIZE,STATE,BLOCK` (2.38.1) prints a directory with these blocks.
    expect(lsmem(THREAD)).toEqual([
      'RANGE                                  SIZE  STATE       BLOCK',
      '0x0000000000000000-0x000000000fffffff  256M online        0-15',
      '0x1000000000000000-0x1000000000ffffff   16M online 68719476736',
      '',
      'Memory block size:        16M',
      'Total online memory:     272M',
      'Total offline memory:      0B',
    ]);
  });

  it('of a kernel that calls all of them removable: what a real pseries guest printed after the same', () => {
    expect(lsmem(`${LPAR}hotplug 512M@0x80000000\noffline 256M@0x90000000\n`)).toEqual([
      'RANGE                                  SIZE   STATE REMOVABLE BLOCK',
      '0x0000000000000000-0x000000008fffffff  2.3G  online       yes   0-8',
      '0x0000000090000000-0x000000009fffffff  256M offline               9',
      '',
      'Memory block size:       256M',
      'Total online memory:     2.3G',
      'Total offline memory:    256M',
    ]);
  });

  it('says on->off of a block that waits for its pages', () => {
    const waits = `${LPAR}pages 256M@0x10000000 pinned\noffline 256M@0x10000000\n`;
    expect(lsmem(waits)).toContain(
      '0x0000000010000000-0x000000001fffffff  256M on->off               1',
    );
  });
});

describe('System RAM', () => {
  it('has a resource for each section that the probe file added', () => {
    expect(iomem(`${THREAD}hotplug 32M@0x7000000000\n`)).toEqual([
      '00000000-0fffffff : System RAM',
      '7000000000-7000ffffff : System RAM',
      '7001000000-7001ffffff : System RAM',
      '1000000000000000-1000000000ffffff : System RAM',
    ]);
  });

  it('has one for each LMB, offline or not: the added lines of a real pseries guest', () => {
    expect(iomem(`${LPAR}hotplug 512M@0x80000000\noffline 256M@0x90000000\n`)).toEqual([
      '00000000-7fffffff : System RAM',
      '80000000-8fffffff : System RAM',
      '90000000-9fffffff : System RAM',
    ]);
  });

  it('ends where the boot memory ends, not where its section does', () => {
    expect(iomem('boot 0x9ec00@0x1000\nboot 256M@0x10000000\n')).toEqual([
      '00001000-0009fbff : System RAM',
      '10000000-1fffffff : System RAM',
    ]);
  });
});

it('of any machine is an import again, with every section in its block', () => {
  let [listed, told] = [0, 0];
  fc.assert(
    fc.property(arbitraryScenario, (scenario) => {
      const start = startOf(scenario);
      const first = Timeline.play(start, scenario.events);
      const events = scenario.events.slice(0, first.ok ? undefined : (first.error.event ?? 0));
      const played = Timeline.play(start, events);
      if (!played.ok) return;
      const machine = played.value.machineAt(events.length);
      const { rows, blockSize } = blockListing(machine);
      const table = readImport([...writeLsmem({ rows, blockSize })].join('\n'));
      const { online, offline } = machine.sections;
      // Whole blocks: no section is outside, and none has another state.
      if (rows.length > 0) {
        listed += 1;
        expect(table.ok && table.value.blockSize).toBe(blockSize);
        const inTable = (section: number): string | undefined => {
          const at = BigInt(section) << 24n;
          return table.ok
            ? table.value.ranges.find((r) => r.start <= at && at < r.end)?.state
            : undefined;
        };
        for (const [from, end] of online)
          expect([inTable(from), inTable(end - 1)]).toEqual(['online', 'online']);
        for (const [from, end] of offline) {
          expect(inTable(from)).toBeDefined();
          expect(inTable(end - 1)).toBeDefined();
        }
      }
      const lines = [...writeIomem(ramRanges(machine))];
      const read = readImport(lines.join('\n'));
      if (lines.length === 0) return;
      told += 1;
      if (!read.ok) throw new Error(read.error.message);
    }),
    { numRuns: 150 },
  );
  expect(Math.min(listed, told)).toBeGreaterThan(50);
});
