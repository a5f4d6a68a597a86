import { expect, it } from 'vitest';
import { actsOn, blocksAround, eventOn, spanWords, tally } from './acts.ts';
import { MARK } from './stretch.ts';
import { cellLabel, legendLabel, shortNumber, stateWords, stretchName } from './words.ts';

const memory = Float64Array.from([0, 4, 0, 4, 2, 1, 6, 2, 0]);
const scene = (canRemove = true) => ({
  memory,
  canRemove,
  pending: null,
  config: {
    kernel: '2.6.25',
    driver: 'flat' as const,
    pageSize: 4096,
    blockSize: '0x1000000',
    physicalBits: 61,
    allocator: 'SLUB' as const,
  },
});
const whys = (span: { first: number; sections: number } | null, canRemove = true) =>
  actsOn(scene(canRemove), span).acts.map((a) => a.why);

it('counts what a span holds', () => {
  expect(tally(memory, { first: 3, sections: 7 })).toEqual({ online: 3, offline: 2, absent: 2 });
  expect(tally(memory, { first: 100, sections: 1 })).toEqual({ online: 0, offline: 0, absent: 1 });
});

it('widens to whole blocks', () => {
  expect(blocksAround({ start: 0x1000001n, end: 0x1000002n }, 1)).toEqual({
    first: 1,
    sections: 1,
  });
  expect(blocksAround({ start: 0x5000000n, end: 0x6000000n }, 4)).toEqual({
    first: 4,
    sections: 4,
  });
});

it('does nothing while a block waits for its pages', () => {
  const pending = { start: '0x1000000', size: '0x1000000' };
  for (const { why } of actsOn({ ...scene(), pending }, { first: 0, sections: 2 }).acts)
    expect(why).toMatch(/The block at 0x1000000 waits/);
});

it('says why not', () => {
  expect(whys(null)[0]).toMatch(/Nothing is selected/);
  expect(whys({ first: 0, sections: 2 })).toEqual(['Already online.', null, null]);
  expect(whys({ first: 4, sections: 2 })).toEqual([null, 'Already offline.', null]);
  expect(whys({ first: 3, sections: 2 })).toEqual([
    'A part is online already: its write would answer −EINVAL.',
    'A part is offline already: its write would answer −EINVAL.',
    null,
  ]);
  expect(whys({ first: 9, sections: 2 })[2]).toMatch(/drop a part/);
  expect(whys({ first: 7, sections: 2 })[2]).toBe('1 of these sections are not there.');
});

it('tells what removal comes to where the kernel has none', () => {
  expect(actsOn(scene(false), { first: 0, sections: 1 }).note).toMatch(/ends offline/);
  expect(whys({ first: 4, sections: 1 }, false)[2]).toMatch(/Already offline/);
});

it('puts a span into an event and into words', () => {
  const span = { first: 2 ** 36, sections: 2 };
  expect(eventOn('unplug', span)).toEqual({
    type: 'unplug',
    start: '0x1000000000000000',
    size: '0x2000000',
  });
  expect(spanWords({ first: 7, sections: 1 })).toBe('section 7 · 16 MiB');
});

it('spells numbers so that they fit', () => {
  expect(shortNumber(7)).toBe('7');
  expect(shortNumber(2 ** 36)).toBe('2³⁶');
  expect(shortNumber(2 ** 36 + 3)).toBe('2³⁶+3');
  expect(cellLabel(2 ** 36 + 3, 2 ** 36, 3)).toBe('+3');
  expect(cellLabel(15, 0, 3)).toBe('15');
  expect(cellLabel(2 ** 36 + 123, 2 ** 36, 3)).toBe('');
});

it('names states and stretches', () => {
  expect(stateWords(MARK.online | MARK.mapped | MARK.wrong)).toBe('online, wrong page');
  expect(stateWords(MARK.offline | MARK.mapped | MARK.stale)).toBe('offline, stale');
  expect(legendLabel(MARK.offline | MARK.mapped | MARK.stale)).toBe('offline, stale');
  expect(legendLabel(MARK.absent | MARK.mapped | MARK.stale)).toBe('gone, stale');
  expect(stretchName('hole', { first: 16, count: 2 }, 1, 0)).toBe(
    'hole, 2 sections, 0x10000000 to 0x11ffffff',
  );
});
