import { describe, expect, it } from 'vitest';
import { humanSize } from './chmem.ts';
import { dimm, isolationFails, pc, run, write } from './sample-machines.test-data.ts';

/** Expected: what util-linux 2.38.1 printed on a recorded machine, and its manual. */

const grown = (over = {}) => {
  const machine = pc('6.1', over);
  return run(machine, [dimm(machine, 'd', 32, 3)]).machine;
};

const say = (args: string, before = grown(), told = {}) => {
  const { machine, outcomes } = run(before, [{ do: 'chmem', args }], told);
  const online = [...machine.blocks.values()].filter((b) => b.state === 'online');
  return { ...outcomes[0]?.chmem, online: online.map((b) => `${b.index} ${b.zone ?? 'none'}`) };
};

describe('chmem SIZE', () => {
  it('enables upwards, Movable where it may', () => {
    expect(say('-e 256m')).toEqual({
      rc: 0,
      output: [],
      online: ['0 none', '1 DMA32', '2 DMA32', '3 DMA32', '32 Movable', '33 Movable'],
    });
  });

  it('a bare number is MiB; it must fit the blocks', () => {
    expect(say('-e 128').rc).toBe(0);
    expect(say('-e 0x80').rc).toBe(0);
    expect(say('-e 0x8000000').output).toEqual(['chmem: Could only enable 384M of memory']);
    expect(say('-e 0.125g')).toEqual(say('-e 128m'));
    expect(say('-e 0.1g')).toEqual(say('-e 100'));
    expect(say('-e 100')).toMatchObject({
      rc: 1,
      output: ['chmem: Size must be aligned to memory block size (128M)'],
    });
  });

  it('disables downwards past what refuses, silently, and tells what it could', () => {
    const before = run(grown(), [write(32, 'online'), write(33, 'online')]).machine;
    expect(say('-d 16g', before, isolationFails(33, 2))).toEqual({
      rc: 64,
      output: ['chmem: Could only disable 256M of memory'],
      online: ['0 none', '2 DMA32', '3 DMA32', '33 Normal'],
    });
  });

  it('with -v it names each block', () => {
    expect(say('-v -d 128m', grown(), isolationFails(2))).toMatchObject({
      rc: 0,
      output: [
        'Memory Block 3 (0x0000000018000000-0x000000001fffffff) disable failed',
        'Memory Block 2 (0x0000000010000000-0x0000000017ffffff) disable failed',
        'Memory Block 1 (0x0000000008000000-0x000000000fffffff) disabled',
      ],
    });
  });

  it('nothing done is 1', () => {
    expect(say('-d 128m', grown(), isolationFails(1, 2))).toMatchObject({
      rc: 1,
      output: ['chmem: Could only disable 0B of memory'],
    });
  });
});

describe('chmem -b and ranges', () => {
  it('says why it failed, with the error', () => {
    expect(say('-d -b 0')).toMatchObject({
      rc: 1,
      output: [
        'chmem: Memory Block 0 (0x0000000000000000-0x0000000007ffffff) disable failed: Invalid argument',
      ],
    });
  });

  it('already so is success, told with -v only; a block that is not there is silence and 1', () => {
    expect(say('-e -b 1')).toMatchObject({ rc: 0, output: [] });
    expect(say('-ve -b 1').output).toEqual([
      'Memory Block 1 (0x0000000008000000-0x000000000fffffff) already enabled',
    ]);
    expect(say('-d -b 999')).toMatchObject({ rc: 1, output: [] });
  });

  it('addresses must fit the blocks', () => {
    expect(say('-e 0x100000000-0x107ffffff').rc).toBe(0);
    expect(say('-e 0x100000000-0x107fffffe')).toMatchObject({
      rc: 1,
      output: [
        'chmem: Start address and (end address + 1) must be aligned to memory block size (128M)',
      ],
    });
    expect(say('-e -b 5-3').output).toEqual(['chmem: Invalid range: 5-3']);
  });

  it('some is 64', () => {
    expect(say('-b -e 31-33').rc).toBe(64);
  });

  it('-z asks for a zone and takes no other', () => {
    expect(say('-e -z Normal -b 32').online.at(-1)).toBe('32 Normal');
    expect(say('-e --zone=movable -b 32').online.at(-1)).toBe('32 Movable');
    expect(say('-e -z DMA32 -b 32')).toMatchObject({
      rc: 1,
      output: [
        'chmem: Memory Block 32 (0x0000000100000000-0x0000000107ffffff) enable failed: Zone mismatch',
      ],
    });
  });
});

it('without an option that says what to do, or with both, it does nothing', () => {
  for (const args of ['', '-b 1', '-e', '-e -d 128m', '-e 1 2', '-x -e 128m', '-e -z', '-e many'])
    expect(say(args)).toMatchObject({ rc: 1, output: null });
});

it('sizes as util-linux writes them', () => {
  const sizes = [0n, 512n, 128n << 20n, 1536n << 20n, 2n << 30n, (2n << 30n) - 1n];
  expect(sizes.map(humanSize)).toEqual(['0B', '512B', '128M', '1.5G', '2G', '2G']);
});
