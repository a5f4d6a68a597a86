import type { Driver } from '../driver/driver.ts';
import { type Generation, PASSIVE, type RegionRun } from '../driver/generation.ts';
import { NO_SHAPE } from '../driver/map-shape.ts';
import { toAddress } from '../units/address.ts';

/**
 * RDMA's answer: one key over all DMA addresses, without a page list; translation is left to the DMA API. Here a DMA
 * address is the physical one (ours: no IOMMU stands between).
 */

const SOURCE = 'drivers/infiniband/core/verbs.c, get_dma_mr, Linux 7.1.5';

interface RdmaDriver extends Driver {
  /** The key's handle; 0 before there is one. */
  readonly key: number;
}

const keyOf = ({ key }: RdmaDriver): readonly RegionRun[] =>
  key === 0 ? [] : [{ handle: key, start: 0n, length: 1n << 64n, pages: 0, count: 1 }];

export const RDMA: Generation<RdmaDriver> = {
  ...PASSIVE,
  id: 'rdma',
  builtBy: null,
  source: SOURCE,
  kernels: ['7.1.5'],
  home: null,
  renumbers: false,
  untold: 'Its key covers all memory: nobody had to tell the driver.',
  callsPerSection: 0,
  length: { formula: '= 2⁶⁴: every DMA address', source: SOURCE, ran: false },
  unloaded: { region: null, stopped: false, key: 0 },
  load(site, driver) {
    const key = site.nextHandle;
    site.nextHandle += 1;
    return { driver: { ...driver, key }, act: null, ret: 0, refused: null };
  },
  translate: (_, physical) => ({ bus: toAddress(physical), missAt: null }),
  // There is no list that could end: the device reaches whatever it is told.
  reach: (_, bus) => bus,
  whyGone: () => null,
  regions: keyOf,
  // One key for each adapter; queue pairs share it as it is.
  handles: (driver, { adapters, mrBudget }) =>
    Math.min(adapters, mrBudget ?? adapters) * keyOf(driver).length,
  runsOut: ({ adapters, mrBudget }) =>
    mrBudget === null || mrBudget >= adapters ? null : `adapter ${mrBudget + 1}`,
  standing: () => ({
    title: 'One key over all memory',
    text: 'no page list: any DMA address is let through, whether memory stands behind it or not',
  }),
  bytesFormula: () => '= one key, no list',
  shape: () => ({
    ...NO_SHAPE,
    kind: 'all-memory',
    origin: 0n,
    direct: 'the DMA address, here the physical one',
    mrLength: 1n << 64n,
  }),
  owner: (_, bus) => bus,
};
