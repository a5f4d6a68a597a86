import type { MachineConfig } from '../machine/event.ts';
import type { Formula, StructureId } from '../machine/structures/words/structure.ts';
import type { Explanation } from '../race/explanation.ts';

/** Messages between the page and the worker in which structures explain themselves. */

export interface ExplainRequest {
  readonly id: number;
  readonly structure: StructureId;
  /** The sections that the structure maps: first, end, first, end ..., ascending. */
  readonly bounds: Float64Array;
  /** All that the kernel holds, in the same way. */
  readonly held: Float64Array;
  /** The machine, by which a structure is measured. */
  readonly config: MachineConfig;
  /** Physical. */
  readonly address: bigint;
}

/** `why`: it is not built here, in words for the user; its formula is known all the same. */
export type ExplainReply =
  | { readonly id: number; readonly explanation: Explanation }
  | { readonly id: number; readonly why: string; readonly formula: Formula | null };
