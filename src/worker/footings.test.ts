import { expect, it } from 'vitest';
import { fingerprintOf } from '../race/fingerprint.ts';
import type { Footings } from '../race/footing.ts';
import { offlineBounds, onlineBounds } from '../race/memory-bounds.ts';
import type { Scene } from './protocol.ts';
import { currentLayout } from './race-layouts.ts';
import { reckon } from './reckon-desk.ts';
import { TextHistory } from './text-history.ts';

function sceneOf(history: TextHistory): Scene {
  const moved = history.seek(history.report().step);
  if (!moved.ok) throw new Error(moved.error.message);
  return moved.value.scene;
}

/** What the page is told of the scene it shows. */
function told(history: TextHistory): Footings {
  const { memory, config } = sceneOf(history);
  const reply = reckon({ id: 1, question: { kind: 'footings', memory, config } });
  if (!('answer' in reply)) throw new Error(reply.why);
  return reply.answer as Footings;
}

it('tells every structure over the memory at the cursor, as the bill does: offline sections for the flat array alone', () => {
  const history = new TextHistory();
  const of = (structure: string) => told(history).footings.find((f) => f.structure === structure);
  // The thread's partition: 8 bytes up to section 2^36, of which the pages of both pieces are touched.
  expect(of('flat')).toEqual({ structure: 'flat', reserved: '549755813896', touched: 8192 });
  expect(of('three-level')?.reserved).toBe('327680');
  expect(of('extents')?.reserved).toBe('32');
  expect(told(history).footings).toHaveLength(13);
  history.dispatch({ type: 'offline', start: '0x1000000000000000', size: '0x1000000' });
  expect(of('flat')?.reserved).toBe('549755813896');
  expect(of('extents')?.reserved).toBe('16');
  history.dispatch({ type: 'remove', start: '0x1000000000000000', size: '0x1000000' });
  expect(of('extents')?.reserved).toBe('16');
  expect(of('flat')?.reserved).toBe('128');
});

it('knows the memory and the machine of a race by the fingerprint that the race has', () => {
  const history = new TextHistory();
  const raced = (): string => {
    const { memory, config } = sceneOf(history);
    const { sections, offline, measures } = currentLayout({
      bounds: onlineBounds(memory),
      offline: offlineBounds(memory),
      config,
      title: 'Mine',
    });
    return fingerprintOf({ online: sections, offline }, measures);
  };
  const first = told(history).fingerprint;
  expect(raced()).toBe(first);
  // What is offline is another memory: most structures lose it.
  history.dispatch({ type: 'offline', start: '0x1000000000000000', size: '0x1000000' });
  expect(told(history).fingerprint).not.toBe(first);
  expect(raced()).toBe(told(history).fingerprint);
  history.dispatch({ type: 'online', start: '0x1000000000000000', size: '0x1000000' });
  expect(told(history).fingerprint).toBe(first);
  expect(history.rerun({ physicalBits: 62 })).toMatchObject({ ok: true });
  expect(told(history).fingerprint).not.toBe(first);
  expect(raced()).toBe(told(history).fingerprint);
});
