import { expect, it } from 'vitest';
import { spellAddress } from '../../machine/units/spell-address.ts';
import type { Held } from '../../store/hold.ts';
import type { Preview, Scene } from '../../worker/protocol.ts';
import { INVITATION, narrate, type Told } from './sentence.ts';
import { counted } from './words.ts';

const NOTHING: Told = { scene: null, held: null, preview: null, refusal: null, complaint: null };

const account = (over: object) =>
  ({ step: 1, tone: 'good', fact: 'F.', cost: 'C.', renumbered: 1, ...over }) as never;
const scene = (step: number, over: object = {}): Scene =>
  ({
    step,
    accounts: [account({ step: 0, tone: 'neutral' }), account(over)],
    map: { kind: 'three-level' },
  }) as never;
const held = (over: Partial<Held>): Held => ({
  size: 1n << 24n,
  label: '16 MB',
  by: 'pointer',
  address: 1n << 44n,
  pinned: false,
  from: null,
  ...over,
});
const preview = (after: string, over: object = {}): Preview =>
  ({
    account: account(over),
    flatBefore: '512',
    flatAfter: '1024',
    threeLevelBefore: '327680',
    threeLevelAfter: after,
  }) as never;

it('invites until something has happened', () => {
  expect(narrate(NOTHING)).toBe(INVITATION);
  expect(narrate({ ...NOTHING, scene: scene(0) })).toBe(INVITATION);
});

it('tells the result, and a failure in its own colour', () => {
  expect(narrate({ ...NOTHING, scene: scene(1) })).toEqual({
    fact: 'F.',
    cost: 'C.',
    tone: 'plain',
  });
  expect(narrate({ ...NOTHING, scene: scene(1, { tone: 'refused' }) }).tone).toBe('wrong');
});

it('narrates the drag with what the drop would cost', () => {
  const told = { ...NOTHING, scene: scene(0), held: held({}) };
  expect(narrate({ ...told, preview: preview('393216') })).toEqual({
    fact: 'Let go: 16 MB at 2⁴⁴.',
    cost: 'The map grows by one table; one section moves.',
    tone: 'ghost',
  });
  expect(narrate({ ...told, preview: preview('327680', { renumbered: 0 }) }).cost).toBe(
    'No new table; nothing else moves.',
  );
  expect(narrate({ ...told, preview: preview('1', { tone: 'broken' }) }).cost).toBe('F. C.');
  expect(narrate({ ...told, held: held({ address: null }) }).fact).toBe('16 MB in your hand.');
});

it('names the keys to whoever holds the part by keys, and what it would cost', () => {
  const told = { ...NOTHING, scene: scene(0), held: held({ by: 'keyboard' }) };
  expect(narrate({ ...told, preview: preview('393216') })).toEqual({
    fact: 'Enter drops 16 MB at 2⁴⁴, ← → move it.',
    cost: 'The map grows by one table; one section moves.',
    tone: 'ghost',
  });
  expect(narrate({ ...told, byTouch: true }).fact).toBe('Drop puts 16 MB at 2⁴⁴.');
});

it('says why a drop is impossible, and what taking out would do', () => {
  const refusal = { code: 'overlap', message: 'Section 2³⁶ is already there.' } as const;
  expect(narrate({ ...NOTHING, held: held({}), refusal })).toEqual({
    fact: 'Section 2³⁶ is already there.',
    cost: '',
    tone: 'wrong',
  });
  const out = held({ from: 1n << 60n, address: null });
  expect(narrate({ ...NOTHING, held: out, preview: preview('1') })).toMatchObject({
    fact: 'Let go: 16 MB leaves 2⁶⁰.',
    cost: 'One section moves.',
  });
});

it('names places and counts', () => {
  expect(spellAddress(0n)).toBe('0');
  expect(spellAddress(0x8000000n)).toBe('2²⁷');
  expect(spellAddress(1n << 60n)).toBe('2⁶⁰');
  expect(counted(1, 'table')).toBe('one table');
  expect(counted(1024, 'section')).toBe('1,024 sections');
});

it('tells a send and its work as one thing, and nothing of an empty queue', () => {
  const sent = account({ type: 'send', step: 1, tone: 'refused', fact: 'S missed.', cost: 'Q.' });
  const after = (work: object): Scene =>
    ({
      step: 2,
      accounts: [account({ step: 0 }), sent, account({ type: 'work', step: 2, ...work })],
    }) as never;
  expect(narrate({ ...NOTHING, scene: after({ fact: 'Rebuilt.', cost: 'H.' }) })).toEqual({
    fact: 'S missed. Rebuilt.',
    cost: 'H.',
    tone: 'plain',
  });
  expect(narrate({ ...NOTHING, scene: after({ tone: 'neutral', fact: 'No work.' }) }).fact).toBe(
    'S missed.',
  );
});
