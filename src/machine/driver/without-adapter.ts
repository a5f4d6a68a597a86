import type { Driver } from './driver.ts';
import { type Generation, PASSIVE } from './generation.ts';

/** Why a driver has no region where there is nothing to drive. */
export const NO_ADAPTER = 'There is no adapter.';

/**
 * A driver on a machine without an adapter. eHEA of 2.6.23 to 2.6.32 builds its map and registers its callback when
 * the module is loaded, before it looks for adapters: both stand, and every loop over the adapters is empty. Since 6.1
 * they come with the first probe (ehea_register_memory_hooks, drivers/net/ehea/ehea_main.c): nothing stands. So it is
 * with every other driver, ours among them (ours where it was not read); ehca's callback is there, and agrees while no
 * HCA is (drivers/infiniband/hw/ehca/ehca_main.c, Linux 2.6.28).
 *
 * @param atFirstAdapter this kernel's eHEA waits for its first adapter
 */
export function withoutAdapter(generation: Generation, atFirstAdapter: boolean): Generation {
  const whyGone = (): string => NO_ADAPTER;
  if (generation.mapsAtInit && !atFirstAdapter) return { ...generation, whyGone };
  const agrees = generation.callback && generation.vetoes.length > 0;
  return {
    ...generation,
    callback: agrees
      ? { ...generation.callback, gloss: 'answers OK: no adapter is attached' }
      : null,
    acts: {},
    vetoes: [],
    untold: NO_ADAPTER,
    load: (_, driver) => ({ driver, act: null, ret: 0, refused: null }),
    notified: PASSIVE.notified,
    alike: PASSIVE.alike,
    map(_, driver, physical) {
      return { driver, answer: this.translate(driver, physical) };
    },
    unmap: PASSIVE.unmap,
    reach: () => null,
    missed: PASSIVE.missed,
    work: PASSIVE.work,
    status: PASSIVE.status,
    whyGone,
    regions: () => [],
    handles: () => 0,
    runsOut: () => null,
    standing: (): ReturnType<Generation<Driver>['standing']> => null,
  };
}
