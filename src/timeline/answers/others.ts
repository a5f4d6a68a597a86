import type { DriverId } from '../../machine/driver/driver-id.ts';
import { type DriverAnswers, say } from './answer.ts';

/** Other devices' answers. */

const EHCA = 'drivers/infiniband/hw/ehca/ehca_main.c, Linux 2.6.28';
const VERBS = 'drivers/infiniband/core/verbs.c, Linux 7.1.5';
const IOMMU = 'arch/powerpc/platforms/pseries/iommu.c, asm/tce.h, Linux 7.1.5';

export const OF_OTHERS: Readonly<Partial<Record<DriverId, DriverAnswers>>> = {
  ehca: {
    what: 'eHEA’s sister on the same bus: all kernel memory in one region, and no change while an adapter is attached.',
    add: say('refused: NOTIFY_BAD to MEM_GOING_ONLINE', EHCA),
    remove: say('refused: NOTIFY_BAD to MEM_GOING_OFFLINE', EHCA),
    reads: 0,
    lookup: say('none (not read; as eHEA of 2.6.22)', EHCA),
    holds: say('one region over all kernel memory', EHCA),
    stale: say('nothing, because nothing may change', EHCA),
  },
  rdma: {
    what: 'One key over every DMA address, without a page list; translation is the DMA API’s.',
    add: say('nothing', VERBS),
    remove: say('nothing', VERBS),
    reads: 0,
    lookup: say('none', VERBS),
    holds: say('one key', VERBS),
    stale: say('any address that was handed out: the key lets it through', VERBS),
  },
  tce: {
    what: 'A table of 8-byte entries for 4 KiB I/O pages, filled by the DMA API, mapping by mapping.',
    add: say('nothing', IOMMU),
    remove: say('nothing', IOMMU),
    reads: 0,
    lookup: say(
      'none, but an entry written for each buffer mapped and cleared when it is unmapped',
      IOMMU,
    ),
    holds: say('8 B for each I/O page of its window (2 GiB here: ours)', IOMMU),
    stale: say('what is mapped goes on translating when its memory is gone', IOMMU),
  },
  'direct-window': {
    what: 'All memory mapped at boot in a window; its notifier keeps it so, and may refuse: the modern counterpart.',
    add: say('one entry for each I/O page, at MEM_GOING_ONLINE; NOTIFY_BAD if that fails', IOMMU),
    remove: say('the entries are cleared at MEM_OFFLINE', IOMMU),
    reads: 0,
    lookup: say('none: base plus physical address', IOMMU),
    holds: say(
      '8 B for each I/O page of the window, used or not (its base, its size of 2^bits and pages of 16 MiB: ours)',
      IOMMU,
    ),
    stale: say('nothing after MEM_OFFLINE: the entry is gone', IOMMU),
  },
};
