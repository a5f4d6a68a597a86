import type { Machine } from '../../machine/machine.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import { billOf } from '../bill.ts';
import { type Difference, differenceOfValues, type Values } from './divergence.ts';

/**
 * What the driver's map is made of and takes, and the region over it; and the bill of the two structures that the
 * thread speaks of. The other structures follow from memory alone.
 */
export const differenceOfBytes = (left: Machine, right: Machine): readonly Difference[] =>
  differenceOfValues({ kind: 'bytes', lasting: true }, bytesOf(left), bytesOf(right));

function bytesOf(machine: Machine): Values {
  const { driver, generation } = machine;
  const { kind, bytes, tables, entries, mrLength, leaked } = generation.shape(driver);
  const regions = generation.regions(driver);
  const { flat, threeLevel } = billOf(machine);
  const count = (value: bigint | number): string => formatCount(value);
  const length = regions.reduce((sum, r) => sum + r.length * BigInt(r.count), 0n);
  return new Map([
    ['busMap.kind', { value: kind, words: 'the driver’s map' }],
    ['busMap.bytes', { value: count(bytes), words: 'bytes of the driver’s map' }],
    ['busMap.tables', { value: tablesOf(tables), words: 'its tables: root, top, dir' }],
    ['busMap.entries', { value: count(entries), words: 'entries of its flat array' }],
    ['busMap.leaked', { value: count(leaked), words: 'tables that nobody can reach' }],
    ['busMap.mrLength', { value: count(mrLength), words: 'bytes that the driver counts' }],
    ['regions.length', { value: count(length), words: 'bytes in memory regions' }],
    [
      'regions.count',
      { value: count(regions.reduce((n, r) => n + r.count, 0)), words: 'memory regions' },
    ],
    ['bill.flat', { value: count(flat), words: 'bytes of a flat array' }],
    ['bill.three-level', { value: count(threeLevel), words: 'bytes of three levels' }],
  ]);
}

const tablesOf = ({ root, top, dir }: { root: number; top: number; dir: number }): string =>
  `${root}, ${top}, ${dir}`;
