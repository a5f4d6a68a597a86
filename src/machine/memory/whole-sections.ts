import { RunSet } from '../units/run-set.ts';
import { SECTION_END, SECTION_SIZE } from '../units/section.ts';
import { type Granted, grantedIn } from './resource.ts';

const SIZE = BigInt(SECTION_SIZE);

/** Sections below 2^bits of which every byte is granted. */
export function wholeSections(granted: Granted, bits: number): RunSet {
  return RunSet.from(
    grantedIn(granted, 0n, 1n << BigInt(bits)).map((e): [number, number] => [
      Number((e.start + SIZE - 1n) / SIZE),
      Number(e.end / SIZE),
    ]),
  ).clip(0, SECTION_END);
}
