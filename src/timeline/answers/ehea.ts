import type { DriverId } from '../../machine/driver/driver-id.ts';
import { type DriverAnswer, type DriverAnswers, say } from './answer.ts';

/** eHEA itself, release by release. */

const DIR = 'drivers/net/ehea';
const at = (file: string, release: string): string => `${DIR}/${file}, Linux ${release}`;

const ONE_REGION = say(
  'one region over everything, and for each queue pair two that share it',
  at('ehea_main.c, ehea_gen_smr', '2.6.32'),
);

const FLAT = {
  what: 'One array of u64, as long as the highest section number; nobody tells it of memory.',
  add: say(
    'nothing, until a buffer in the new memory misses: then transfers stop and all is built and registered anew',
    at('ehea_qmr.c, ehea_map_vaddr', '2.6.24'),
  ),
  remove: say('nothing: a removed section is never noticed', at('ehea_qmr.c', '2.6.24')),
  reads: 1,
  lookup: say('one read of the array', at('ehea_qmr.c, ehea_map_vaddr', '2.6.24')),
  holds: say(
    `8 B for each section number up to the highest; ${ONE_REGION.text}`,
    at('ehea_qmr.c, ehea_create_busmap', '2.6.24'),
  ),
  stale: say(
    'memory that was taken away: map and region still answer for it',
    at('ehea_qmr.c', '2.6.24'),
  ),
} as const satisfies DriverAnswers;

/** An answer of 2.6.24 for a release in which that place was not read. */
const notRead = ({ text }: DriverAnswer): DriverAnswer =>
  say(text, 'not read; as in Linux 2.6.24 (drivers/net/ehea/ehea_qmr.c)');

const REBUILD = say(
  'the region is freed, allocated and every page of every section registered again; sections above move',
  at('ehea_qmr.c, ehea_update_busmap, and ehea_main.c, ehea_rereg_mrs', '2.6.28 to 7.1.5'),
);

const THREE_LEVEL: DriverAnswers = {
  what: 'Three levels of 64 KiB tables, kept up to date by the memory chain.',
  add: REBUILD,
  remove: REBUILD,
  reads: 3,
  lookup: say(
    'three dependent reads: root, top, dir',
    at('ehea_qmr.c, ehea_map_vaddr', '2.6.28 to 7.1.5'),
  ),
  holds: say(
    `65,536 B for each table; ${ONE_REGION.text}`,
    at('ehea_qmr.c, struct ehea_bmap', '2.6.28 to 7.1.5'),
  ),
  stale: say(
    'every bus address above a change, for buffers that were posted before it',
    at('ehea_qmr.c, ehea_rebuild_busmap', '2.6.28 to 7.1.5'),
  ),
};

export const OF_EHEA: Readonly<Partial<Record<DriverId, DriverAnswers>>> = {
  linear: {
    what: 'No map: one region over the kernel’s linear mapping, made at boot.',
    add: say(
      'nothing: the device never learns of it',
      at('ehea_qmr.c, ehea_reg_kernel_mr', '2.6.22'),
    ),
    remove: say('nothing', at('ehea_qmr.c, ehea_reg_kernel_mr', '2.6.22')),
    reads: 0,
    lookup: say('none: a packet is named by its kernel address', at('ehea_main.c', '2.6.22')),
    holds: say(
      'one region from KERNELBASE to high_memory, holes and all',
      at('ehea_qmr.c', '2.6.22'),
    ),
    stale: say(
      'memory that was taken away stays in the region; memory that came later is outside it',
      at('ehea_qmr.c, ehea_reg_kernel_mr', '2.6.22'),
    ),
  },
  flat: FLAT,
  'flat-2.6.23': {
    reads: FLAT.reads,
    what: 'The flat array, with pages counted in kernel pages: with 64 KiB pages none is registered.',
    add: say(FLAT.add.text, at('ehea_qmr.c, ehea_map_vaddr', '2.6.23')),
    remove: notRead(FLAT.remove),
    lookup: notRead(FLAT.lookup),
    holds: say(FLAT.holds.text, at('ehea_qmr.c, ehea_create_busmap', '2.6.23')),
    stale: notRead(FLAT.stale),
  },
  'three-level-2.6.26': {
    ...THREE_LEVEL,
    lookup: say(THREE_LEVEL.lookup.text, at('ehea_qmr.c, ehea_map_vaddr', '2.6.26')),
    holds: say(THREE_LEVEL.holds.text, at('ehea_qmr.c, struct ehea_bmap', '2.6.26')),
    what: 'Three levels, but a fresh root for each range: only the last one can be found.',
    add: say('nothing: it is not told of memory that comes', at('ehea_main.c', '2.6.26')),
    remove: say(
      'after the memory is gone, map and region are built anew; the old roots are lost',
      at('ehea_qmr.c, ehea_create_busmap_callback', '2.6.26'),
    ),
    stale: say(
      'memory that came later, until something goes; and every range but the last has no entry',
      at('ehea_qmr.c', '2.6.26'),
    ),
  },
  'three-level-2.6.28': {
    ...THREE_LEVEL,
    what: 'Three levels kept up to date by the memory chain; transfers are not stopped meanwhile.',
  },
  'three-level': THREE_LEVEL,
};
