import type { KernelPage, RadixNode, StructureId } from '../machine/structures/words/structure.ts';
import type { Explanation } from '../race/explanation.ts';

/** Messages between the page and the worker in which structures explain themselves. */

export interface ExplainRequest {
  readonly id: number;
  readonly structure: StructureId;
  /** Mapped sections: first, end, first, end ..., ascending. */
  readonly bounds: Float64Array;
  /** MAX_PHYSMEM_BITS of the kernel. */
  readonly physicalBits: number;
  readonly pageSize: KernelPage;
  readonly radixNode: RadixNode;
  /** Physical. */
  readonly address: bigint;
}

/** `why`: it cannot be built here, in words for the user. */
export type ExplainReply =
  | { readonly id: number; readonly explanation: Explanation }
  | { readonly id: number; readonly why: string };
