import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReport } from '../../timeline/report.ts';
import { boot } from '../boot.ts';
import { DRIVERS, type DriverId } from '../driver/driver-id.ts';
import type { MachineConfig, MachineEvent } from '../event.ts';
import {
  adaptersServed,
  handlesInUse,
  regionsWithin,
  whoGoesWithout,
} from '../firmware/mr-budget.ts';
import { knowAllKernels } from '../kernel/all-kernels.ts';
import { editionOf, editions } from '../kernel/editions.ts';
import { type Options, optionsOf } from '../kernel/options.ts';
import type { Machine } from '../machine.ts';
import { type Stepped, step } from '../step.ts';
import { translate } from '../translation.ts';

knowAllKernels();

const SECTION = 1n << 24n;
const MIB = 1n << 20n;
const HIGH = 1n << 60n;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

function start(
  driver: DriverId,
  options: Partial<Options> = {},
  more: Partial<MachineConfig> = {},
  memory: readonly (readonly [bigint, bigint])[] = [
    [0n, 256n * MIB],
    [HIGH, 16n * MIB],
  ],
): Machine {
  const edition = editionOf(more.kernel ?? '2.6.32');
  if (!edition) throw new Error(more.kernel);
  const config: MachineConfig = {
    kernel: edition.id,
    driver,
    pageSize: 4096,
    blockSize: hex(SECTION),
    physicalBits: 61,
    allocator: 'SLUB',
    ...more,
    ...(Object.keys(options).length > 0 ? { options } : {}),
  };
  const extents = memory.map(([at, size]) => ({
    start: at,
    end: at + size,
    state: 'online' as const,
  }));
  return boot(config, edition, extents).machine;
}

function play(machine: Machine, ...events: readonly MachineEvent[]): Stepped {
  let done: Stepped | null = null;
  for (const event of events) {
    const next = step(done?.machine ?? machine, event);
    if (!next.ok) throw new Error(`${event.type}: ${next.error.message}`);
    done = next;
  }
  if (!done) throw new Error('No event.');
  return done;
}

const range = (
  type: 'hotplug' | 'unplug' | 'remove',
  at: bigint,
  size = SECTION,
): MachineEvent => ({
  type,
  start: hex(at),
  size: hex(size),
});

const report = (machine: Machine) => makeReport(machine, 0, 0);
const verdict = (machine: Machine, address: bigint) =>
  translate(machine, address, 'physical').verdict;

const VETO: MachineEvent = {
  type: 'register',
  name: 'veto',
  priority: 5,
  answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
};

describe('the repaired eHEA', () => {
  it('registers the pages of 2^60 behind its slot, where eHEA registers those of section 0', () => {
    expect(verdict(start('three-level'), HIGH + 0xabcn)).toBe('wrong page');
    const repaired = start('repaired');
    expect(verdict(repaired, HIGH + 0xabcn)).toBe('ok');
    expect(report(repaired).busMap).toEqual(report(start('three-level')).busMap);
  });

  it('does nothing on a CANCEL for what it was never asked, where eHEA loses its region', () => {
    const unplug = range('unplug', 0n, 16n * MIB);
    const hurt = play(start('three-level'), VETO, unplug);
    expect(report(hurt.machine).regions).toEqual([]);
    const safe = play(start('repaired'), VETO, unplug);
    expect(safe.outcome).toEqual({ ret: -1, errno: 'EPERM' });
    expect(report(safe.machine)).toMatchObject({
      regions: [{ handle: '0x1', length: '0x11000000' }],
      transfersStopped: false,
    });
  });

  it('refuses memory it has no table for, and leaves no trace', () => {
    const far = range('hotplug', 1n << 50n);
    const before = start('repaired');
    const failed = play(before, { type: 'failAllocation', nth: 1 }, far);
    expect(failed.outcome).toEqual({ ret: -1, errno: 'EPERM' });
    expect(report(failed.machine)).toMatchObject({
      busMap: report(before).busMap,
      regions: report(before).regions,
      transfersStopped: false,
    });
    // It works the next time.
    const again = play(failed.machine, {
      type: 'online',
      start: hex(1n << 50n),
      size: hex(SECTION),
    });
    expect(again.outcome.ret).toBe(0);
    expect(verdict(again.machine, 1n << 50n)).toBe('ok');
  });

  it('refuses memory whose registration fails, and registers the old map again on the cancel', () => {
    const failed = play(
      start('repaired'),
      { type: 'failHcall', nth: 100 },
      range('hotplug', 256n * MIB),
    );
    expect(failed.outcome.ret).toBe(-1);
    expect(report(failed.machine)).toMatchObject({
      busMap: { mapped: 17, mrLength: '0x11000000' },
      regions: [{ handle: '0x3', pages: '69632' }],
      transfersStopped: false,
    });
    const offline = play(start('repaired'), { type: 'failHcall', nth: 100 }, range('unplug', 0n));
    expect(offline.outcome.ret).toBe(-1);
    expect(verdict(offline.machine, 0n)).toBe('ok');
  });

  it('adds a section once that was removed behind its back and came again', () => {
    const events = [range('remove', 240n * MIB), range('hotplug', 240n * MIB)];
    const hurt = play(start('three-level'), ...events);
    expect(report(hurt.machine).busMap.mrLength).toBe('0x12000000');
    const safe = play(start('repaired'), ...events);
    expect(report(safe.machine)).toMatchObject({
      busMap: { mapped: 17, mrLength: '0x11000000' },
      regions: [{ length: '0x11000000' }],
    });
  });

  it('frees a top with its last dir, and needs no table for a cancel', () => {
    const gone = play(start('repaired'), range('unplug', HIGH)).machine;
    expect(report(gone).busMap.tables).toEqual({ root: 1, top: 1, dir: 1 });
    const lags = play(start('three-level'), range('unplug', HIGH)).machine;
    expect(report(lags).busMap.tables).toEqual({ root: 1, top: 2, dir: 1 });
    const kept = play(
      start('repaired'),
      { ...VETO, priority: -1 } as MachineEvent,
      { type: 'failAllocation', nth: 1 },
      range('unplug', HIGH),
    );
    expect(kept.outcome.ret).toBe(-1);
    expect(verdict(kept.machine, HIGH)).toBe('ok');
  });

  it('refuses a section of 2^39 or above instead of folding it', () => {
    const high = range('hotplug', 1n << 63n);
    const eHEA = play(start('three-level', {}, { physicalBits: 64 }), high).machine;
    expect(translate(eHEA, 1n << 63n, 'physical').bus).toBe(translate(eHEA, 0n, 'physical').bus);
    const repaired = play(start('repaired', {}, { physicalBits: 64 }), high);
    expect(repaired.outcome.ret).toBe(-1);
    expect(translate(repaired.machine, 1n << 63n, 'physical').bus).toBeNull();
  });

  it('skips a page of 16 GiB on hot-add too', () => {
    const page = 1n << 34n;
    const hugePages = [hex(page)];
    const repaired = start('repaired', {}, { hugePages });
    const grown = play(repaired, range('hotplug', page, 1n << 34n));
    expect(grown.outcome.ret).toBe(0);
    expect(report(grown.machine).busMap.mapped).toBe(17);
  });
});

describe('a TCE table', () => {
  const post = (address: bigint): MachineEvent => ({ type: 'post', address: hex(address) });

  it('holds exactly the pages of what is posted', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.nat(255 * 16).map((n) => ({ post: n })),
            fc.nat(30).map((n) => ({ done: n })),
          ),
          {
            maxLength: 40,
          },
        ),
        (list) => {
          let machine = start('tce');
          for (const act of list) {
            const event: MachineEvent =
              'post' in act
                ? post(BigInt(act.post) * 0x1234n)
                : { type: 'complete', buffer: act.done };
            const done = step(machine, event);
            if (done.ok) machine = done.machine;
          }
          const { generation, driver, device } = machine;
          for (const { meant, bus } of device.queue) {
            expect(bus).not.toBeNull();
            expect(generation.reach(driver, bus ?? 0n)).toBe(meant);
          }
          // As many entries as buffers, none left of those that are done.
          const used = Array.from({ length: 64 }, (_, i) => BigInt(i) << 12n).filter(
            (bus) => generation.reach(driver, bus) !== null,
          );
          expect(used).toHaveLength(device.queue.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('goes on translating for a page whose memory is gone', () => {
    const done = play(start('tce'), post(0x5432n), range('unplug', 0n), { type: 'dma' });
    expect(done.machine.device.queue[0]?.last).toBe('stale');
  });

  it('is not asked by anybody: no callback, 8 B for each 4 KiB of 2 GiB', () => {
    const machine = start('tce');
    expect(report(machine)).toMatchObject({
      regions: [],
      busMap: { kind: 'tce', bytes: '4194304' },
    });
    expect(machine.chain.every((c) => c.kind !== 'driver')).toBe(true);
  });
});

describe('other devices', () => {
  it('ehca refuses both, and what was mapped stays', () => {
    const machine = start('ehca');
    expect(machine.chain.at(-1)).toMatchObject({ name: 'ehca', priority: 0 });
    for (const event of [range('hotplug', 256n * MIB), range('unplug', 0n)])
      expect(play(machine, event).outcome).toEqual({ ret: -1, errno: 'EPERM' });
  });

  it('an RDMA key reaches what it is told, also where nothing is', () => {
    const machine = start('rdma');
    expect(report(machine).regions).toEqual([
      { handle: '0x1', start: '0x0', length: '0x10000000000000000', pages: '0' },
    ]);
    expect(verdict(machine, HIGH)).toBe('ok');
    const gone = play(machine, range('unplug', HIGH)).machine;
    expect(verdict(gone, HIGH)).toBe('stale');
    expect(verdict(play(gone, range('hotplug', 1n << 40n)).machine, 1n << 40n)).toBe('ok');
  });

  it('a direct window maps at GOING_ONLINE, refuses what it cannot map, and unmaps at OFFLINE', () => {
    const machine = start('direct-window');
    const grown = play(machine, range('hotplug', 256n * MIB)).machine;
    expect(verdict(grown, 256n * MIB)).toBe('ok');
    const refused = play(machine, { type: 'failHcall', nth: 1 }, range('hotplug', 256n * MIB));
    expect(refused.outcome).toEqual({ ret: -1, errno: 'EPERM' });
    expect(verdict(refused.machine, 256n * MIB)).toBe('miss');
    expect(verdict(play(grown, range('unplug', 256n * MIB)).machine, 256n * MIB)).toBe('miss');
  });

  it('a direct window has the place that the kernel’s own iommu callback has', () => {
    const newer = (driver: DriverId): Machine =>
      start(driver, {}, { kernel: '7.1.5', physicalBits: 51, blockSize: '0x10000000' }, [
        [0n, 256n * MIB],
      ]);
    const names = newer('direct-window').chain.map((c) => c.name);
    expect(names.filter((name) => name === 'iommu')).toHaveLength(1);
    expect(names).toEqual(newer('none').chain.map((c) => c.name));
    expect(newer('direct-window').chain.find((c) => c.name === 'iommu')?.kind).toBe('driver');
  });
});

describe('the budget of memory regions', () => {
  it('counts one region and two shared ones for each queue pair, on each adapter (FACTS b)', () => {
    const rules = { adapters: 2, ports: 2, queuePairs: 3, mrBudget: null };
    expect(handlesInUse(rules, 1)).toBe(2 * (1 + 2 * 6));
    const machine = start('three-level', { adapters: 2, ports: 2, queuePairs: 3 });
    const { generation, driver } = machine;
    expect(generation.handles(driver, rules)).toBe(26);
  });

  it('names who goes without one first, in the order in which they are made', () => {
    const rules = (mrBudget: number) => ({ adapters: 2, ports: 2, queuePairs: 2, mrBudget });
    // Of each adapter: its region, then send and receive of each queue pair of each port.
    expect(whoGoesWithout(rules(18))).toBeNull();
    expect(whoGoesWithout(rules(9))).toBe('adapter 2');
    expect(whoGoesWithout(rules(1))).toBe('adapter 1, port 1, queue pair 1, to send');
    expect(whoGoesWithout(rules(17))).toBe('adapter 2, port 2, queue pair 2, to receive');
  });

  it('ends a region for each section at exactly that section, and refuses the memory', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 40 }),
        (adapters, queuePairs, mrBudget, blocks) => {
          const options = { adapters, queuePairs, mrBudget };
          const machine = start('mr-per-section', options, {}, [[0n, 4n * SECTION]]);
          const fits = regionsWithin({ ports: 1, ...options });
          expect(fits).toBe(Math.floor(mrBudget / (adapters * (1 + 2 * queuePairs))));
          const mapped = Math.min(4, fits);
          expect(report(machine).busMap.mapped).toBe(mapped);
          const done = play(machine, range('hotplug', 1n << 40n, BigInt(blocks) * SECTION));
          const came = Math.min(blocks, Math.max(0, fits - mapped));
          expect(report(done.machine).busMap.mapped).toBe(mapped + came);
          expect(done.outcome.ret).toBe(came === blocks ? 0 : -1);
          const { generation, driver } = done.machine;
          const inUse = generation.handles(driver, { ports: 1, ...options });
          expect(inUse).toBeLessThanOrEqual(mrBudget);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('ends a region for each packet at exactly that packet, and begins again when one is done', () => {
    let machine = start('mr-per-packet', { mrBudget: 3 });
    const send = (at: bigint) =>
      play(machine, { type: 'post', address: hex(at), direction: 'write' });
    for (const at of [0n, 0x1000n, 0x2000n]) {
      const done = send(at);
      expect(done.outcome.ret).toBe(0);
      machine = done.machine;
    }
    expect(report(machine).regions).toEqual([
      { handle: '0x1', start: '0x0', length: '0x1000', pages: '1', count: 3 },
    ]);
    expect(send(0x3000n).outcome.ret).toBe(-1);
    machine = play(machine, { type: 'complete', buffer: 1 }).machine;
    expect(send(0x3000n).outcome.ret).toBe(0);
  });
});

it('every driver boots on every kernel, and takes memory in and out', () => {
  for (const { id } of editions())
    for (const driver of DRIVERS) {
      const blockSize = '0x10000000';
      const machine = start(driver, {}, { kernel: id, physicalBits: 44, blockSize }, [
        [0n, 512n * MIB],
      ]);
      let at = machine;
      for (const type of ['hotplug', 'unplug'] as const) {
        const done = step(at, range(type, 1n << 34n, 256n * MIB));
        if (done.ok) at = done.machine;
      }
      expect(report(at).driver).toBe(driver);
      expect(report(at).kernel).toBe(id);
    }
});

it('a share that the budget refuses leaves the port down, at boot and in each registration', () => {
  const options = { ports: 2, mrBudget: 4 };
  for (const driver of ['three-level', 'repaired', 'mapping-service'] as const) {
    const machine = start(driver, options);
    const rules = { adapters: 1, queuePairs: 1, ...options };
    expect(machine.generation.runsOut(rules, machine.driver, machine.sections.online)).toBe(
      'adapter 1, port 2, queue pair 1, to receive',
    );
    const done = play(machine, range('hotplug', 256n * MIB, 2n * SECTION));
    const acts = done.trace.flatMap((f) => (f.type === 'blocks' ? f.lastActs : []));
    const registered = acts.findLast((a) => a.registration !== null)?.registration;
    expect(registered ?? acts.at(-1)).toMatchObject({ refused: 'share', shareHret: -44 });
    expect(verdict(done.machine, 256n * MIB)).toBe('ok');
  }
});

describe('a budget under one region (ours; handles as in FACTS b)', () => {
  // One port with two queue pairs: the region, then two shared ones for each queue pair.
  const WANTED = 1 + 2 * 2;
  const REGIONS = [
    'linear',
    'flat',
    'three-level-2.6.26',
    'three-level-2.6.28',
    'three-level',
    'repaired',
    'mapping-service',
    'ehca',
  ] as const;

  it.each(REGIONS)('%s: every share up to the last handle, the port down below it', (driver) => {
    for (const mrBudget of [1, 2, WANTED - 1, WANTED, WANTED + 1]) {
      const machine = start(driver, { queuePairs: 2, mrBudget }, {}, [[0n, 256n * MIB]]);
      const { generation } = machine;
      const inUse = generation.handles(machine.driver, optionsOf(machine));
      expect([mrBudget, inUse]).toEqual([mrBudget, Math.min(mrBudget, WANTED)]);
      expect(report(machine).regions).toHaveLength(1);
      const { device } = report(play(machine, { type: 'post', address: '0x1000' }).machine);
      expect([mrBudget, device?.halted ?? false]).toEqual([mrBudget, mrBudget < WANTED]);
      const dma = play(machine, { type: 'post', address: '0x1000' }, { type: 'dma' });
      expect(dma.machine.device.queue[0]?.last).toBe(mrBudget < WANTED ? 'held' : 'ok');
    }
  });

  it('is given out adapter by adapter: the region, then its shares', () => {
    const served = (mrBudget: number | null) =>
      adaptersServed({ adapters: 3, ports: 1, queuePairs: 2, mrBudget });
    expect([1, 5, 6, 10, 11, 99, null].map(served)).toEqual([1, 1, 2, 2, 3, 3, 3]);
  });

  it('an RDMA key is one handle for each adapter', () => {
    for (const [adapters, mrBudget, inUse] of [
      [3, 2, 2],
      [3, 3, 3],
      [3, 4, 3],
    ] as const) {
      const machine = start('rdma', { adapters, mrBudget });
      expect(machine.generation.handles(machine.driver, optionsOf(machine))).toBe(inUse);
    }
  });
});

describe('a buffer that is only sent', () => {
  const send = (address: string): MachineEvent => ({ type: 'send', address });

  it.each(['mr-per-packet', 'tce'] as const)(
    '%s: is unmapped again, so nothing is used up',
    (driver) => {
      const machine = start(driver, { mrBudget: 1 });
      const done = play(machine, send('0x1000'), send('0x1000'), send('0x2000'));
      expect(done.outcome).toMatchObject({ ret: 0 });
      expect(done.machine.driver).toEqual(machine.driver);
      expect(done.trace[0]).toMatchObject({ type: 'send', unmapped: true });
    },
  );

  it('leaves what is posted from the same page as it was', () => {
    const posted = play(start('mr-per-packet'), { type: 'post', address: '0x1000' });
    const sent = play(posted.machine, send('0x1800'));
    expect(sent.outcome).toEqual({ ret: 0, errno: null, bus: '0x1800' });
    expect(report(sent.machine).regions).toEqual(report(posted.machine).regions);
  });

  it('keeps its region where freeing it fails', () => {
    const failing: MachineEvent = { type: 'failHcall', nth: 1, call: 'free' };
    const done = play(start('mr-per-packet', { mrBudget: 1 }), failing, send('0x1000'));
    expect(done.outcome.ret).toBe(0);
    expect(report(done.machine).regions).toHaveLength(1);
    expect(play(done.machine, send('0x2000')).outcome.ret).toBe(-1);
  });
});

describe('the mapping service and memory that goes', () => {
  const post: MachineEvent = { type: 'post', address: hex(HIGH) };
  const armed = (round: string): MachineEvent =>
    ({ type: 'dma', when: { round, before: 'watch' } }) as MachineEvent;
  const watch: MachineEvent = { type: 'register', name: 'watch', priority: -1, answers: {} };
  const verdicts = (done: Stepped): readonly string[] =>
    done.trace.flatMap((f) => (f.type === 'dma' ? f.accesses.map((a) => a.verdict) : []));

  it('takes its pages out at GOING_OFFLINE, so that none is reached that moves (FACTS c5)', () => {
    for (const round of ['MEM_GOING_OFFLINE', 'MEM_OFFLINE']) {
      const done = play(start('mapping-service'), watch, post, armed(round), range('unplug', HIGH));
      expect([round, ...verdicts(done)]).toEqual([round, 'no region']);
    }
  });

  it('gives the same slot back at CANCEL_OFFLINE', () => {
    const machine = start('mapping-service');
    const veto = { ...VETO, priority: -1 } as MachineEvent;
    const done = play(machine, veto, range('unplug', HIGH));
    expect(done.outcome.ret).toBe(-1);
    expect(translate(done.machine, HIGH, 'physical')).toEqual(translate(machine, HIGH, 'physical'));
    const acts = done.trace.flatMap((f) => (f.type === 'blocks' ? f.acts : []));
    expect(acts.map((a) => [a.on, a.registration?.ret])).toEqual([
      ['MEM_GOING_OFFLINE', 0],
      ['MEM_CANCEL_OFFLINE', 0],
    ]);
    // A chain that was stopped before it was asked: nothing to give back.
    const unasked = play(machine, VETO, range('unplug', HIGH));
    expect(unasked.machine.driver).toEqual(machine.driver);
  });
});

it('a buffer that misses is posted unchecked by eHEA, and dropped by the repaired one', () => {
  const post: MachineEvent = { type: 'post', address: hex(1n << 50n) };
  expect(play(start('three-level'), post).machine.device.queue[0]).toMatchObject({ bus: null });
  const dropped = play(start('repaired'), post);
  expect(dropped.machine.device.queue).toEqual([]);
  expect(dropped.outcome.ret).toBe(-1);
});

it('a budget under one region: n blocks at once end as block by block', () => {
  for (const driver of ['three-level', 'repaired', 'mapping-service'] as const) {
    const machine = start(driver, { mrBudget: 2 });
    const bulk = play(machine, range('hotplug', 1n << 40n, 8n * SECTION));
    const each = Array.from({ length: 8 }, (_, i) => ({
      ...range('hotplug', (1n << 40n) + BigInt(i) * SECTION),
      type: 'online',
    })) as MachineEvent[];
    const added = { ...range('hotplug', 1n << 40n, 8n * SECTION), type: 'add' } as MachineEvent;
    const single = play(machine, added, ...each);
    expect(report(bulk.machine)).toEqual(report(single.machine));
    expect(bulk.trace.length).toBeLessThan(6);
    const acts = bulk.trace.flatMap((f) => (f.type === 'blocks' ? f.lastActs : []));
    const refused = { refused: 'share', shareHret: -44 };
    if (driver !== 'mapping-service') expect(acts.at(-1)?.registration).toMatchObject(refused);
  }
});
