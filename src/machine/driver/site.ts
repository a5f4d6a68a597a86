import type { FiredHcall } from '../firmware/memory-region.ts';
import type { MrRules } from '../firmware/mr-budget.ts';
import type { ArmedCall, OtherCall } from '../firmware/other-calls.ts';
import type { ArmedHcall } from '../firmware/register-pages.ts';
import type { Granted } from '../memory/resource.ts';
import type { RunSet } from '../units/run-set.ts';

/** What a driver sees of its machine while something happens, and what it takes from it. */
export interface Site {
  readonly config: {
    readonly pageSize: number;
    readonly physicalBits: number;
    readonly hugePages?: readonly string[];
  };
  readonly options: MrRules;
  readonly granted: Granted;
  /** Of that, what the kernel's resource walk knows: a kernel that drops what is beyond its limit while it boots has no resource for it. */
  readonly walked: Granted;
  /** num_physpages. */
  readonly pages: bigint;
  /** Number of the next allocation that fails; Infinity for none. */
  readonly failAt: number;
  readonly armedHcalls: readonly ArmedHcall[];
  /** Handle of the next region. */
  nextHandle: number;
  countAllocations(tried: number): void;
  readonly armedCalls: readonly ArmedCall[];
  /** A call to the hypervisor that answers 0 unless it was told otherwise, long-busies retried. */
  hcall(call: OtherCall): number;
  countHcalls(armed: readonly ArmedHcall[], fired: readonly FiredHcall[]): void;
  /** Every section with a memmap, as pfn_valid tells. Only the flat maps ask, and the kernel for its own mapping service. */
  scanSections(): RunSet;
}

export const pageShift = ({ config }: Pick<Site, 'config'>): number => Math.log2(config.pageSize);

/** Sections of one block, as the chain's memory_notify tells them. */
export interface Range {
  readonly first: number;
  readonly sections: number;
}
