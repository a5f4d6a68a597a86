import { expect, it } from 'vitest';
import { TextHistory } from '../worker/text-history.ts';
import type { Account } from './account.ts';

/** Accounts of these events on the thread's scene, and the session after them. */
function told(...events: unknown[]): { last: Account; session: TextHistory } {
  const session = new TextHistory();
  let last: Account | undefined;
  for (const event of events) {
    const done = session.dispatch(event);
    if (!done.ok) throw new Error(done.error.message);
    last = done.value.scene.accounts.at(-1);
  }
  if (!last) throw new Error('no event');
  return { last, session };
}

const FAR = { type: 'post', address: '0x1000000000000abc' };
const DMA = { type: 'dma' };

it.each<[string, unknown[], Partial<Account>]>([
  [
    'a buffer and the address it was given',
    [FAR],
    {
      title: 'post 0x1000000000000abc',
      fact: '0x1000000000000abc is buffer 1, bus 0x8000000010000abc.',
      cost: 'The device will read it.',
      tone: 'good',
    },
  ],
  [
    'a miss that the transmit path does not see',
    [{ type: 'post', address: '0x100000000000' }],
    {
      fact: '2⁴⁴ missed the map, and is buffer 1 all the same.',
      cost: 'The transmit path stores all ones unchecked.',
      tone: 'broken',
      marks: 'x',
    },
  ],
  [
    'a miss that the receive path drops',
    [{ type: 'post', address: '0x100000000000', direction: 'write' }],
    { cost: 'The receive path looks at the answer and drops the buffer.', tone: 'refused' },
  ],
  [
    'the wrong page, with a mark of its own',
    [FAR, DMA],
    {
      title: 'DMA, all buffers',
      fact: 'The device read section 0 for buffer 1: a wrong page.',
      cost: '0x1000000000000abc was meant, bus 0x8000000010000abc was given.',
      tone: 'broken',
      marks: 'd',
    },
  ],
  [
    'several by what came of them, the worst in words',
    [FAR, { type: 'post', address: '0x0' }, DMA],
    {
      fact: '2 accesses: 1 ok, 1 wrong page.',
      cost: 'The device read section 0 for buffer 1: a wrong page.',
    },
  ],
  [
    'what waits for its moment',
    [FAR, { type: 'dma', buffer: 1, when: { round: 'MEM_ONLINE', before: 'ehea' } }],
    { fact: 'The device will access buffer 1 before ehea in MEM_ONLINE.', tone: 'neutral' },
  ],
  [
    'what it met in the middle of a hotplug, after the hotplug’s own words',
    [
      { type: 'post', address: '0x0' },
      { type: 'dma', when: { hcall: 8 } },
      { type: 'hotplug', start: '0x100000000000', size: '0x1000000' },
    ],
    {
      cost: 'The map grew by 64 KiB; 144 hcalls registered every page again. Nothing moved for buffer 1: it is held. It would have been ok.',
      tone: 'good',
    },
  ],
])('tells %s', (_, events, account) => {
  expect(told(...events).last).toMatchObject(account);
});

it('a count opens to what its verdict means, and to who stops the queue pairs', () => {
  const { session } = told(FAR, DMA);
  const wrong = session.figure('accesses', { verdict: 'wrong page' });
  expect(wrong.value).toBe('1');
  expect(wrong.formula).toBe('wrong page: reached ≠ meant');
  expect(wrong.source.kind).toBe('ours');
  expect(wrong.inputs).toContainEqual({
    label: 'a re-registration',
    text: 'stops the queue pairs',
  });
  expect(session.figure('accesses', {}).formula).toBe(
    '= 0 ok + 0 miss + 0 no region + 0 stale + 1 wrong page + 0 held',
  );
});
