import {
  H_BUSY,
  H_PAGE_REGISTERED,
  H_PARAMETER,
  H_SUCCESS,
  HCALL_ATTEMPTS,
  isLongBusy,
} from './hcall.ts';

/**
 * H_REGISTER_HEA_RPAGES, many times. The firmware model is ours, IBM documents none: pages are appended in call
 * order; a call answers H_PAGE_REGISTERED while the region is not full, H_SUCCESS when it is exactly full, and
 * H_PARAMETER when the pages go beyond its length (that call's pages are counted all the same).
 */

/** Pages of one call: EHEA_MAX_RPAGE (drivers/net/ehea/ehea.h, Linux 2.6.24). */
export const PAGES_PER_CALL = 512;
/** Pages of eHEA are 4 KiB, whatever the kernel's are (EHEA_PAGESHIFT). */
export const EHEA_PAGE_SHIFT = 12;
/** Bytes that one call registers. */
export const CALL_BYTES = BigInt(PAGES_PER_CALL) << BigInt(EHEA_PAGE_SHIFT);
/** Calls for one 16 MiB section. */
export const CALLS_PER_SECTION = 8;
/** eHEA pages in one section. */
export const PAGES_PER_SECTION = CALLS_PER_SECTION * PAGES_PER_CALL;

/** An hcall that will fail: the nth from now on, once. */
export interface ArmedHcall {
  readonly nth: number;
  /** What it will answer; of a watch 0: it fails nothing. */
  readonly code: number;
  /** Somebody looks at the region right after that call (`half`: half-way through the registration it falls in). */
  readonly watch?: number | 'half';
}

/** An armed hcall that has come: after how many attempts of its registration, and the pages accepted till then. */
export interface FiredCall extends ArmedHcall {
  readonly attempts: number;
  readonly pages: number;
}

export interface PageCalls {
  /** Attempts the firmware saw, retries of a long-busy included. */
  readonly attempts: number;
  readonly pagesAccepted: number;
  /** What the driver's wrapper returned for the last call; 0 when none was made. */
  readonly lastHret: number;
  /** True if the last call was neither success nor page-registered. */
  readonly refused: boolean;
  /** Failures still to come, counted from after these calls. */
  readonly armed: readonly ArmedHcall[];
  readonly fired: readonly FiredCall[];
}

/** Registers the pages of `sections` sections in a region of `length` bytes (a u64). */
export function registerPages(
  length: bigint,
  sections: number,
  armed: readonly ArmedHcall[] = [],
  callsPerSection = CALLS_PER_SECTION,
): PageCalls {
  const calls = sections * callsPerSection;
  const beyond = firstBeyond(length, calls);
  const last = Math.min(calls, beyond);
  let done = 0;
  let attempts = 0;
  let busy = 0;
  let waiting = armed.filter((a) => a.watch === undefined).sort((a, b) => a.nth - b.nth);
  const watches = armed.filter((a) => a.watch !== undefined);
  const fired: FiredCall[] = [];
  const end = (accepted: number, lastHret: number, refused: boolean): PageCalls => ({
    attempts,
    pagesAccepted: accepted * PAGES_PER_CALL,
    lastHret,
    refused,
    armed: [...waiting, ...watches.filter((a) => a.nth > attempts)].map((a) => ({
      ...a,
      nth: a.nth - attempts,
    })),
    fired: [...fired, ...seen(watches, attempts, fired)],
  });
  for (;;) {
    const next = waiting[0];
    const untilNext = next ? next.nth - attempts - 1 : Number.POSITIVE_INFINITY;
    if (untilNext > 0) {
      // A call that got through ends the retries of the one before it.
      const go = Math.min(untilNext, last - done);
      done += go;
      attempts += go;
      if (go > 0) busy = 0;
    }
    if (done >= last || !next) break;
    // Failures armed for the same call are all used up by it; the first one answers.
    const hits = waiting.filter((a) => a.nth === next.nth);
    waiting = waiting.filter((a) => a.nth !== next.nth);
    attempts += 1;
    fired.push(...hits.map((a) => ({ ...a, attempts, pages: done * PAGES_PER_CALL })));
    if (!isLongBusy(next.code)) return end(done, next.code, true);
    busy += 1;
    if (busy === HCALL_ATTEMPTS) return end(done, H_BUSY, true);
  }
  if (last === beyond) return end(last, H_PARAMETER, true);
  const full = BigInt(calls) * CALL_BYTES === length;
  return end(calls, calls === 0 || full ? H_SUCCESS : H_PAGE_REGISTERED, false);
}

/** Number of the first call that would go beyond the length; above `calls` if none does. */
function firstBeyond(length: bigint, calls: number): number {
  const fits = length / CALL_BYTES;
  return fits >= BigInt(calls) ? Number.POSITIVE_INFINITY : Number(fits) + 1;
}

/** What the watches saw: each attempt but the failing ones brought the pages of one call. */
function seen(
  watches: readonly ArmedHcall[],
  attempts: number,
  failed: readonly FiredCall[],
): readonly FiredCall[] {
  return watches
    .filter((a) => a.nth <= attempts)
    .map((a) => {
      const after = a.watch === 'half' ? Math.ceil(attempts / 2) : a.nth;
      const failures = new Set(failed.map((f) => f.attempts).filter((n) => n <= after));
      return { ...a, attempts: after, pages: (after - failures.size) * PAGES_PER_CALL };
    });
}
