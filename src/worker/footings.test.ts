import { expect, it } from 'vitest';
import { TextHistory } from './text-history.ts';

it('tells every structure over the memory at the cursor, offline sections too', () => {
  const history = new TextHistory();
  const of = (structure: string) => history.footings().find((f) => f.structure === structure);
  // The thread's partition: 8 bytes up to section 2^36, of which the pages of both pieces are touched.
  expect(of('flat')).toEqual({ structure: 'flat', reserved: '549755813896', touched: 8192 });
  expect(of('three-level')?.reserved).toBe('327680');
  expect(of('extents')?.reserved).toBe('32');
  expect(history.footings()).toHaveLength(13);
  history.dispatch({ type: 'offline', start: '0x1000000000000000', size: '0x1000000' });
  expect(of('extents')?.reserved).toBe('32');
  history.dispatch({ type: 'remove', start: '0x1000000000000000', size: '0x1000000' });
  expect(of('extents')?.reserved).toBe('16');
  expect(of('flat')?.reserved).toBe('128');
});
