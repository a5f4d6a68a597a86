import type { Generation } from '../driver/generation.ts';
import { PAGES_PER_CALL } from '../firmware/register-pages.ts';
import { SECTION_SIZE } from '../units/section.ts';
import { FIRST_CUT } from './first-cut-driver.ts';
import { flat } from './flat-driver.ts';
import { LINEAR } from './linear-driver.ts';
import { callbackIn, threeLevel } from './three-level-driver.ts';

/** The generations of the driver that the first picture needs not. */
export const OLDER_GENERATIONS: readonly Generation[] = [
  LINEAR,
  flat(),
  flat({
    id: 'flat-2.6.23',
    source: 'drivers/net/ehea/ehea_qmr.c, Linux 2.6.23',
    // Counted in kernel pages though each is 4 KiB for eHEA: 8 calls with 4 KiB pages, none at all with 64 KiB.
    callsPerSection: (pageSize) => Math.floor(SECTION_SIZE / pageSize / PAGES_PER_CALL),
    keepsSemaphore: false,
  }),
  FIRST_CUT,
  threeLevel({
    id: 'three-level-2.6.28',
    stopsTransfers: false,
    callback: callbackIn('2.6.28'),
  }),
];
