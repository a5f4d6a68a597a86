import { expect, it } from 'vitest';
import type { MachineEvent } from '../../machine/event.ts';
import { parseCommand } from './command.ts';

it.each<[string, MachineEvent]>([
  ['post 2^60 + 0xabc', { type: 'post', address: '0x1000000000000abc' }],
  ['post p:0x1000 read', { type: 'post', address: '0x1000' }],
  ['POST 0x1000 Write', { type: 'post', address: '0x1000', direction: 'write' }],
  ['complete 3', { type: 'complete', buffer: 3 }],
  ['dma', { type: 'dma' }],
  ['dma all', { type: 'dma' }],
  ['dma 2', { type: 'dma', buffer: 2 }],
  [
    'dma 2 before ehea in ONLINE',
    { type: 'dma', buffer: 2, when: { round: 'MEM_ONLINE', before: 'ehea' } },
  ],
  ['dma after 72 hcalls', { type: 'dma', when: { hcall: 72 } }],
  ['dma all after 1 hcall', { type: 'dma', when: { hcall: 1 } }],
  ['traffic 1000', { type: 'traffic', accesses: 1000 }],
  ['traffic 1000 seed 7', { type: 'traffic', accesses: 1000, seed: 7 }],
  ['traffic off', { type: 'traffic', accesses: 0 }],
])('reads %s', (line, value) =>
  expect(parseCommand(line)).toEqual({ ok: true, value: { kind: 'event', event: value } }),
);

it.each<[string, number]>([
  ['post b:0x8000000000000000', 6],
  ['complete', 9],
  ['complete two', 10],
  ['dma first', 5],
  ['dma 1 before ehea', 18],
  ['dma 1 before ehea in LATER', 22],
  ['dma after some hcalls', 11],
  ['traffic much', 9],
  ['traffic 5 salt 3', 11],
  ['traffic off now', 13],
])('says where %s is wrong', (line, column) =>
  expect(parseCommand(line)).toMatchObject({ ok: false, error: { code: 'bad-line', column } }),
);
