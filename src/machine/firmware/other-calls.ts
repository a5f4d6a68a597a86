import { H_BUSY, HCALL_ATTEMPTS, isLongBusy } from './hcall.ts';

/**
 * The calls around page registration: allocate a region (H_ALLOC_HEA_RESOURCE), free it at the start of a
 * re-registration (H_FREE_RESOURCE), share it with a queue (H_REGISTER_SMR).
 */
export const OTHER_CALLS = ['allocate', 'free', 'share'] as const;
export type OtherCall = (typeof OTHER_CALLS)[number];

/** The nth call of that kind from now on answers `code`, once. */
export interface ArmedCall {
  readonly call: OtherCall;
  readonly nth: number;
  readonly code: number;
}

export interface CallMade {
  /** What the driver's wrapper returns: a long-busy was tried again, H_BUSY after the fifth. */
  readonly code: number;
  readonly armed: readonly ArmedCall[];
  readonly fired: readonly ArmedCall[];
}

/** One call of that kind, with its retries, each counted (ehea_phyp.c, Linux 2.6.32). */
export function makeCall(call: OtherCall, armed: readonly ArmedCall[]): CallMade {
  let left = armed;
  const fired: ArmedCall[] = [];
  for (let attempt = 1; attempt <= HCALL_ATTEMPTS; attempt += 1) {
    const counted = left.map((a) => (a.call === call ? { ...a, nth: a.nth - 1 } : a));
    const hits = counted.filter((a) => a.nth === 0);
    left = counted.filter((a) => a.nth > 0);
    fired.push(...hits);
    const code = hits[0]?.code ?? 0;
    if (!isLongBusy(code)) return { code, armed: left, fired };
  }
  return { code: H_BUSY, armed: left, fired };
}
