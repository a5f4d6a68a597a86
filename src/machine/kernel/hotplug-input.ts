import { addDimm, removeDimm } from './acpi-dimm.ts';
import { bringerOn } from './bringer.ts';
import { type ChmemAnswer, chmem } from './chmem.ts';
import {
  type Circumstances,
  draftOf,
  type FirmwareEvent,
  type HotplugDraft,
  type HotplugMachine,
  machineOf,
  type TraceEntry,
} from './hotplug-machine.ts';
import { injectError, registerMember, unregisterMember } from './memory-chain.ts';
import { addPseriesDimm, removePseriesDimm } from './pseries-lmb.ts';
import { writeSysfs } from './sysfs-memory.ts';
import { requestSize } from './virtio-mem.ts';

/** What people, hypervisors and modules do to such a machine. */
export type HotplugInput =
  | { readonly do: 'write'; readonly path: string; readonly value: string; readonly uid: number }
  | {
      readonly do: 'dimm-add';
      readonly id: string;
      /** Null: the hypervisor found no place for it. */
      readonly start: bigint | null;
      readonly size: bigint;
      readonly node: number;
    }
  | { readonly do: 'dimm-del'; readonly id: string }
  | { readonly do: 'dlpar'; readonly text: string }
  | { readonly do: 'virtio-mem'; readonly requested: bigint }
  | { readonly do: 'chmem'; readonly args: string }
  | { readonly do: 'register'; readonly name: string; readonly priority: number }
  | { readonly do: 'unregister'; readonly name: string }
  | {
      readonly do: 'inject';
      readonly priority: number;
      readonly action: string;
      readonly errno: number;
    }
  /** What happens around the machine: its consequences are circumstances. */
  | { readonly do: 'nothing' };

/** What came of it. */
export interface HotplugOutcome {
  readonly machine: HotplugMachine;
  /** Of a write: 0 or a negative errno; null: nothing was written. */
  readonly ret: number | null;
  readonly trace: readonly TraceEntry[];
  readonly events: readonly FirmwareEvent[];
  /** The hypervisor refused; the kernel heard nothing. */
  readonly refused: boolean;
  readonly chmem: ChmemAnswer | null;
}

/** What the machine has no answer to: a path, a device or an injector it does not have. */
export class UnknownToMachine extends Error {}

type Answer = Partial<Pick<HotplugOutcome, 'ret' | 'refused' | 'chmem'>>;

/** One input: the next machine, and what the kernel did on the way. */
export function actOn(
  machine: HotplugMachine,
  input: HotplugInput,
  circumstances: Circumstances,
): HotplugOutcome {
  const draft = draftOf(machine, circumstances);
  const answer = act(draft, input);
  const { trace, events } = draft;
  const none = { ret: null, refused: false, chmem: null };
  return { machine: machineOf(draft), trace, events, ...none, ...answer };
}

function act(draft: HotplugDraft, input: HotplugInput): Answer {
  switch (input.do) {
    case 'write':
      return { ret: write(draft, input) };
    case 'dimm-add':
      return { refused: !bring(draft, input) };
    case 'dimm-del':
      return { refused: !byFirmware(draft, removeDimm, removePseriesDimm)(draft, input.id) };
    case 'dlpar':
      return { ret: write(draft, { path: '/sys/kernel/dlpar', value: input.text, uid: 0 }) };
    case 'virtio-mem':
      if (!draft.virtioMem) throw new UnknownToMachine('no virtio-mem device');
      return { refused: !requestSize(draft, draft.virtioMem, input.requested) };
    case 'chmem':
      return { chmem: chmem(draft, input.args) };
    default:
      return actOnChain(draft, input);
  }
}

type ChainInput = Extract<HotplugInput, { do: 'register' | 'unregister' | 'inject' | 'nothing' }>;

function actOnChain(draft: HotplugDraft, input: ChainInput): Answer {
  if (input.do === 'register') registerMember(draft, input.name, input.priority);
  if (input.do === 'unregister') unregisterMember(draft, input.name);
  if (input.do === 'inject' && !injectError(draft, input.priority, input.action, input.errno))
    throw new UnknownToMachine(`no injector of priority ${input.priority} in the chain`);
  return {};
}

function write(
  draft: HotplugDraft,
  { path, value, uid }: { path: string; value: string; uid: number },
): number {
  const ret = writeSysfs(draft, path, value, uid);
  if (ret === undefined) throw new UnknownToMachine(`unknown path ${JSON.stringify(path)}`);
  return ret;
}

const byFirmware = <T>(draft: HotplugDraft, acpi: T, pseries: T): T =>
  bringerOn(draft.architecture.id) === 'acpi' ? acpi : pseries;

function bring(
  draft: HotplugDraft,
  { id, start, size, node }: Extract<HotplugInput, { do: 'dimm-add' }>,
): boolean {
  if (start === null) return false;
  return byFirmware(draft, addDimm, addPseriesDimm)(draft, { id, start, end: start + size, node });
}
