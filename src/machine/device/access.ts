import { judge, type Verdict } from './dma.ts';

/** What came of an access: its verdict, or that it was held back before it could go wrong. */
export type AccessVerdict = Verdict | 'held';

/** In the order in which counts are told. */
export const ACCESS_VERDICTS = [
  'ok',
  'miss',
  'no region',
  'stale',
  'wrong page',
  'held',
] as const satisfies readonly AccessVerdict[];

/** Accesses by what came of them. */
export type Counts = Readonly<Record<AccessVerdict, number>>;

export const NO_COUNTS: Counts = {
  ok: 0,
  miss: 0,
  'no region': 0,
  stale: 0,
  'wrong page': 0,
  held: 0,
};

export function addCounts(a: Counts, b: Counts): Counts {
  const sum: Record<AccessVerdict, number> = { ...a };
  for (const verdict of ACCESS_VERDICTS) sum[verdict] += b[verdict];
  return sum;
}

export const countedAccesses = (counts: Counts): number =>
  ACCESS_VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);

/** As the device sees memory: it reads what the machine transmits and writes what the machine receives. */
export const DIRECTIONS = ['read', 'write'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A buffer as the device was told of it. */
export interface Buffer {
  readonly direction: Direction;
  /** Physical address that was meant. */
  readonly meant: bigint;
  /** What the map answered; null: it missed, and all ones were stored unchecked. */
  readonly bus: bigint | null;
  /** Posted while __EHEA_STOP_XFER was set: the work element bears the PURGE bit, the device moves nothing. */
  readonly purged: boolean;
}

/** What an access came to. */
export interface Access {
  readonly verdict: AccessVerdict;
  /** Of one that was held: what it would have come to. */
  readonly would: Verdict;
  /** Physical address behind the bus address; null without one. */
  readonly reached: bigint | null;
}

/** What the device can reach at a moment, and what is online then. */
export interface Reach {
  /** Physical address behind a bus address; null: nothing. */
  reach(bus: bigint): bigint | null;
  isOnline(section: number): boolean;
  /** The queue pairs are stopped: nothing moves. */
  readonly stopped: boolean;
}

export function access(buffer: Buffer, at: Reach): Access {
  const reached = buffer.bus === null ? null : at.reach(buffer.bus);
  const would = judge(buffer.bus, buffer.meant, reached, at.isOnline);
  return { verdict: at.stopped || buffer.purged ? 'held' : would, would, reached };
}
