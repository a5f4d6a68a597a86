import { type Generation, PASSIVE } from '../driver/generation.ts';
import type { LinearDriver } from '../ehea/driver.ts';
import { oneLinearRegion } from '../ehea/linear-driver.ts';
import { NOTIFY_BAD, NOTIFY_OK } from '../notifier/chain.ts';

/**
 * ehca, eHEA's sister on the same bus: all kernel memory in one region at boot, and while an adapter is attached it
 * refuses every change. How it names a byte and registers a page was not read: as eHEA did in 2.6.22.
 */

const SOURCE = 'drivers/infiniband/hw/ehca/ehca_main.c, Linux 2.6.28';

const VETOES = ['MEM_GOING_ONLINE', 'MEM_GOING_OFFLINE'] as const;

export const EHCA: Generation<LinearDriver> = {
  ...PASSIVE,
  ...oneLinearRegion('not read; as eHEA’s, drivers/net/ehea/ehea_qmr.c, Linux 2.6.22'),
  id: 'ehca',
  builtBy: null,
  source: SOURCE,
  kernels: ['2.6.28', '2.6.32'],
  callback: {
    name: 'ehca',
    priority: 0,
    gloss: 'answers NOTIFY_BAD while an adapter is attached',
    source: SOURCE,
  },
  vetoes: VETOES,
  notified: (_, driver, action) => ({
    driver,
    answer: VETOES.some((a) => a === action) ? NOTIFY_BAD : NOTIFY_OK,
    act: null,
  }),
};
