import type { ArchitectureFacts, ArchitectureId, Edition } from './edition.ts';
import { type Options, optionsOf } from './options.ts';

/** What follows from an edition and how it was built: its architecture's numbers. */

/** A kernel as it was built: a machine, or an edition with settings. */
export interface Kernel {
  readonly edition: Edition;
  readonly config: {
    readonly options?: Partial<Options>;
    readonly pageSize: number;
    readonly physicalBits: number;
  };
}

/** The numbers of an architecture that was not read are never asked for: such a machine is refused before it boots. */
export function factsOn(edition: Edition, architecture: ArchitectureId): ArchitectureFacts {
  const facts = edition.architectures[architecture];
  if (!facts) throw new Error(`${edition.label} on ${architecture} was not read.`);
  return facts;
}

const factsOf = (kernel: Kernel): ArchitectureFacts =>
  factsOn(kernel.edition, optionsOf(kernel).architecture);

/** MAX_PHYSMEM_BITS as shipped, on one architecture with one memory model. */
export const bitsOn = (facts: ArchitectureFacts, model: Options['memoryModel']): number =>
  (model === 'VMEMMAP' ? facts.physicalBitsVmemmap : undefined) ?? facts.physicalBits;

/** Other numbers of bits that it can be built or booted with on base pages of this size. */
const otherBitsOn = (
  { otherBits, otherBitsPageSize = 0 }: ArchitectureFacts,
  pageSize: number,
): ArchitectureFacts['otherBits'] =>
  otherBitsPageSize === 0 || otherBitsPageSize === pageSize ? otherBits : undefined;

/** MAX_PHYSMEM_BITS as this kernel ships; the machine's own if it can be built or booted with that too. */
export function shippedBits(kernel: Kernel): number {
  const facts = factsOf(kernel);
  const { physicalBits } = kernel.config;
  const [low, high] = otherBitsOn(facts, kernel.config.pageSize) ?? [0, -1];
  return physicalBits >= low && physicalBits <= high
    ? physicalBits
    : bitsOn(facts, optionsOf(kernel).memoryModel);
}

/** SECTION_SIZE_BITS; the driver's own section is 2^24 bytes whatever this says. */
export const sectionBitsOn = (facts: ArchitectureFacts, pageSize: number): number =>
  (pageSize === 65536 ? facts.sectionBits64K : undefined) ?? facts.sectionBits;

/** Bytes of a section of this kernel. */
export const sectionSize = (kernel: Kernel): bigint =>
  1n << BigInt(sectionBitsOn(factsOf(kernel), kernel.config.pageSize));

/** The node chain as it can be on this architecture, in call order. */
export const nodeCallbacksOn = (
  { nodeCallbacks }: Edition,
  architecture: ArchitectureId,
): Edition['nodeCallbacks'] => nodeCallbacks.filter((c) => c.only?.includes(architecture) ?? true);

/** What registers with the memory chain by itself. */
export const callbacksOf = (kernel: Kernel): ArchitectureFacts['callbacks'] =>
  factsOf(kernel).callbacks;
