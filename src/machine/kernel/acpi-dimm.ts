import { overlaps } from '../memory/ram-resource.ts';
import { EEXIST } from '../units/errno.ts';
import { addMemory, isBeyond, tryRemoveMemory } from './add-block.ts';
import { blocksIn, type Dimm, type HotplugDraft } from './hotplug-machine.ts';
import { deviceOffline, deviceOnline } from './online-block.ts';

/**
 * A DIMM as an ACPI device (drivers/acpi/acpi_memhotplug.c and scan.c; read in Linux 6.1, 6.12 and 7.1.5). The
 * numbers are those of _OST: source 1 insertion, 3 ejection; status 0 done, 130 busy, 132 in progress.
 */
/** What QEMU hands out memory in on x86, wherever the kernel's blocks end. */
const HYPERVISOR_GRAIN = 2n << 20n;

const INSERTION = 1;
const EJECTION = 3;
const DONE = 0;
const BUSY = 130;
const IN_PROGRESS = 132;

/** False: the hypervisor refuses, the kernel hears nothing. */
export function addDimm(draft: HotplugDraft, dimm: Omit<Dimm, 'taken'>): boolean {
  if (dimm.start % HYPERVISOR_GRAIN !== 0n || dimm.end % HYPERVISOR_GRAIN !== 0n) return false;
  if (draft.dimms.some((d) => d.id === dimm.id || overlaps(d, dimm))) return false;
  if (draft.ram.some((r) => overlaps(r, dimm)) || isBeyond(draft, dimm)) return false;
  draft.dimms = [...draft.dimms, { ...dimm, taken: false }];
  // The scan of the bus comes by every device without a driver, so one refused before is refused again.
  draft.dimms = draft.dimms.map((d) => (d.taken ? d : { ...d, taken: takeDimm(draft, d) }));
  ost(draft, dimm.id, INSERTION, DONE);
  return true;
}

function takeDimm(draft: HotplugDraft, { start, end, node }: Dimm): boolean {
  const ret = addMemory(draft, {
    start,
    end,
    node,
    label: 'System RAM',
    merge: false,
    mayHoldMemmap: true,
  });
  return ret === 0 || ret === EEXIST;
}

function ost(draft: HotplugDraft, device: string | null, source: number, status: number): void {
  draft.events.push({ event: 'ACPI_DEVICE_OST', device, source, status });
}

/** False: there is no such device. */
export function removeDimm(draft: HotplugDraft, id: string): boolean {
  const dimm = draft.dimms.find((d) => d.id === id);
  if (!dimm) return false;
  ost(draft, id, EJECTION, IN_PROGRESS);
  if (dimm.taken && !tryToOffline(draft, blocksIn(draft, dimm.start, dimm.end))) {
    ost(draft, id, EJECTION, BUSY);
    return true;
  }
  if (dimm.taken) tryRemoveMemory(draft, dimm.start, dimm.end);
  draft.dimms = draft.dimms.filter((d) => d !== dimm);
  draft.events.push({ event: 'DEVICE_DELETED', device: id });
  ost(draft, null, EJECTION, DONE);
  return true;
}

/**
 * acpi_scan_try_to_offline: every block once, errors remembered; if there was one, those still online once more until
 * the first error, for a block may hold what others need. After that, what this attempt took offline comes back - by
 * `online`, not as it was: a Movable block may return as Normal.
 */
function tryToOffline(draft: HotplugDraft, blocks: readonly number[]): boolean {
  const answers = blocks.map((i) => ({ i, ret: deviceOffline(draft, i) }));
  const putOffline = answers.filter((a) => a.ret === 0).map((a) => a.i);
  const failed = answers.filter((a) => a.ret < 0).map((a) => a.i);
  for (const i of failed) {
    if (deviceOffline(draft, i) < 0) {
      for (const back of putOffline.sort((a, b) => a - b)) deviceOnline(draft, back);
      return false;
    }
    putOffline.push(i);
  }
  return true;
}
