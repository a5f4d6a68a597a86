import { formatSize } from '../machine/units/bytes.ts';
import { spellAddress } from '../machine/units/spell-address.ts';
import type { Account } from './account.ts';

/** What an event did, in two clauses. */
export interface Said {
  readonly fact: string;
  readonly cost: string;
  readonly tone: Account['tone'];
}

/** What the clauses count. */
export interface Counts {
  readonly moved: number;
  readonly hcalls: bigint;
}

/** `16 MiB at 2⁴⁴` */
export const rangeOf = ({
  start,
  size,
}: {
  readonly start: string;
  readonly size: string;
}): string => `${formatSize(BigInt(size))} at ${spellAddress(BigInt(start))}`;
