import { derived, ours, QMR, ran, read } from './make-figure.ts';
import type { Ground, Question } from './question.ts';

/** What each question rests on. */
export const GROUNDS: Readonly<Record<Question['ask'], Ground>> = {
  dma: {
    rule: '= the map’s answer, then the page the device reaches there',
    source: ours('The verdict is given by one who knows which page was meant.'),
  },
  accesses: {
    rule: '= verdicts of all accesses since power on',
    source: ours('Which buffers the device accesses, and when, is the scene’s.'),
  },
  bill: {
    rule: '= 8 × (highest section + 1) bytes, in pages, against num_physpages',
    source: derived(
      'mm/vmalloc.c, __vmalloc_node, Linux 2.6.25',
      'Counters are taken as wide enough, which is ours.',
    ),
  },
  'as compiled': {
    rule: '= highest section that an int reaches, + 1',
    source: ran(`${QMR}, ehea_create_busmap, Linux 2.6.24`),
  },
  alias: {
    rule: '= section mod 2³⁹, for both',
    source: ran(`${QMR}, ehea_map_vaddr, Linux 2.6.28 to 7.1.5`),
  },
  mapped: {
    rule: '= online sections − entries of the map',
    source: derived('', 'The kernel’s sections beside the driver’s map.'),
  },
  region: {
    rule: '= each hcall answered 0 or 15, the last one 0',
    source: ran(
      `${QMR}, ehea_reg_kernel_mr, Linux 2.6.32`,
      'The firmware’s answers are our model.',
    ),
  },
  budget: {
    rule: '= adapters × regions × (1 + 2 for each queue pair)',
    source: ours('How many there are in all is no documented number: the budget is ours.'),
  },
  transfers: {
    rule: '= bit 0 of ehea_driver_flags',
    source: read('drivers/net/ehea/ehea_main.c, ehea_mem_notifier, Linux 2.6.32'),
  },
  misses: {
    rule: '= buffers sent that missed, and queued work that ran',
    source: read(`${QMR}, ehea_map_vaddr, Linux 2.6.24`),
  },
  returned: {
    rule: '= what the last kernel call of that step returned',
    source: derived('mm/memory_hotplug.c', 'Of the kernel that the scene runs on.'),
  },
  refused: {
    rule: '= blocks that answered an errno, and those put back after them',
    source: ran(
      'drivers/acpi/scan.c, acpi_scan_try_to_offline, Linux 6.1',
      'A kernel that was running did the same.',
    ),
  },
  rezoned: {
    rule: '= zone before the step against zone after it',
    source: ran(
      'mm/memory_hotplug.c, zone_for_pfn_range, Linux 6.1',
      'A kernel that was running did the same.',
    ),
  },
  probed: {
    rule: '= section number, kept in an int',
    source: derived('mm/memory_hotplug.c, __add_pages, Linux 2.6.25'),
  },
  section: {
    rule: '= memory that lies below 2 to the physical bits has a section',
    source: read('mm/sparse.c, memory_present, Linux 2.6.25'),
  },
  told: {
    rule: '= callbacks called in the last rounds that were sent',
    source: ran('kernel/notifier.c, Linux 2.6.25 and 7.1.5', 'The walk was run on the real code.'),
  },
};
