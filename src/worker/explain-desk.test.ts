import { expect, it } from 'vitest';
import { ExplainDesk } from './explain-desk.ts';
import type { ExplainRequest } from './explain-protocol.ts';

const request = (more: Partial<ExplainRequest> = {}): ExplainRequest => ({
  id: 1,
  structure: 'three-level',
  bounds: Float64Array.of(0, 16, 2 ** 36, 2 ** 36 + 1),
  physicalBits: 61,
  pageSize: 4096,
  radixNode: 552,
  address: 2n ** 60n,
  ...more,
});

it('answers address after address, and anew for another layout or another kernel', () => {
  const desk = new ExplainDesk();
  const slot = (more?: Partial<ExplainRequest>) => {
    const reply = desk.answer(request(more));
    return 'explanation' in reply ? reply.explanation.path.answer.slot : reply.why;
  };
  expect(slot()).toBe(16);
  expect(slot({ address: 0n })).toBe(0);
  expect(slot({ address: 2n ** 40n })).toBeNull();
  // The same number of pieces, one section less below.
  expect(slot({ bounds: Float64Array.of(0, 15, 2 ** 36, 2 ** 36 + 1) })).toBe(15);
  expect(slot({ structure: 'sparsemem-extreme' })).toBe(16);
  expect(slot({ structure: 'sparsemem-extreme', physicalBits: 44 })).toBeNull();
});

it('says what is too much, and answers the next all the same', () => {
  const desk = new ExplainDesk();
  expect(desk.answer(request({ bounds: Float64Array.of(0, 2 ** 40) }))).toEqual({
    id: 1,
    why: expect.stringMatching(/at most 8,388,608 are, here are 1,099,511,627,776/),
  });
  expect(desk.answer(request({ id: 2 }))).toMatchObject({ id: 2, explanation: { sections: 17 } });
});
