import { expect, it } from 'vitest';
import { fingerprintOf } from '../race/fingerprint.ts';
import { currentLayout } from './race-layouts.ts';
import { TextHistory } from './text-history.ts';

it('tells every structure over the memory at the cursor, offline sections too', () => {
  const history = new TextHistory();
  const of = (structure: string) =>
    history.footings().footings.find((f) => f.structure === structure);
  // The thread's partition: 8 bytes up to section 2^36, of which the pages of both pieces are touched.
  expect(of('flat')).toEqual({ structure: 'flat', reserved: '549755813896', touched: 8192 });
  expect(of('three-level')?.reserved).toBe('327680');
  expect(of('extents')?.reserved).toBe('32');
  expect(history.footings().footings).toHaveLength(13);
  history.dispatch({ type: 'offline', start: '0x1000000000000000', size: '0x1000000' });
  expect(of('extents')?.reserved).toBe('32');
  history.dispatch({ type: 'remove', start: '0x1000000000000000', size: '0x1000000' });
  expect(of('extents')?.reserved).toBe('16');
  expect(of('flat')?.reserved).toBe('128');
});

it('knows the memory and the machine of a race by the fingerprint that the race has', () => {
  const history = new TextHistory();
  const raced = (): string => {
    const moved = history.seek(history.report().step);
    if (!moved.ok) throw new Error(moved.error.message);
    const { memory, config } = moved.value.scene;
    const bounds: number[] = [];
    for (let i = 0; i < memory.length; i += 3) {
      const [first = 0, count = 0] = memory.subarray(i);
      bounds.push(first, first + count);
    }
    const { sections, measures } = currentLayout({
      bounds: Float64Array.from(bounds),
      config,
      title: 'Mine',
    });
    return fingerprintOf(sections, measures);
  };
  const first = history.footings().fingerprint;
  expect(raced()).toBe(first);
  // Another state is the same memory, another machine is not.
  history.dispatch({ type: 'offline', start: '0x1000000000000000', size: '0x1000000' });
  expect(history.footings().fingerprint).toBe(first);
  expect(raced()).toBe(first);
  expect(history.rerun({ physicalBits: 62 })).toMatchObject({ ok: true });
  expect(history.footings().fingerprint).not.toBe(first);
  expect(raced()).toBe(history.footings().fingerprint);
});
