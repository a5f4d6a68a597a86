import { expect, it } from 'vitest';
import { MEMORY_ACTIONS, type MemoryAction } from '../../machine/notifier/action.ts';
import { actionTip } from './action-value.ts';

/** FACTS c2 and A0. */
const VALUES: readonly (readonly [MemoryAction, number, number | null])[] = [
  ['MEM_ONLINE', 1, 0],
  ['MEM_GOING_OFFLINE', 2, 1],
  ['MEM_OFFLINE', 4, 2],
  ['MEM_GOING_ONLINE', 8, 3],
  ['MEM_CANCEL_ONLINE', 16, 4],
  ['MEM_CANCEL_OFFLINE', 32, 5],
  ['MEM_PREPARE_ONLINE', 64, null],
  ['MEM_FINISH_OFFLINE', 128, null],
];

it('tells an action’s number: bits up to 6.12, an enum since', () => {
  expect(VALUES.map(([action]) => action)).toEqual([...MEMORY_ACTIONS]);
  for (const [action, bit, index] of VALUES) {
    expect(actionTip(action, 'bits')).toContain(`${action} = ${bit}\n`);
    if (index !== null) expect(actionTip(action, 'enum')).toContain(`${action} = ${index}\n`);
  }
  expect(actionTip('NODE_ADDED_FIRST_MEMORY', 'enum')).not.toContain('=');
});
