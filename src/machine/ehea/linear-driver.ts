import { type Generation, PASSIVE } from '../driver/generation.ts';
import { NO_SHAPE, NO_TABLE } from '../driver/map-shape.ts';
import { pageShift, type Site } from '../driver/site.ts';
import { PageList, type Region } from '../firmware/memory-region.ts';
import { CALL_BYTES, EHEA_PAGE_SHIFT, registerPages } from '../firmware/register-pages.ts';
import { formatHex } from '../units/address.ts';
import { RunSet } from '../units/run-set.ts';
import { sectionsTouched } from '../units/section.ts';
import { PAGE_OFFSET, toPhysical, toVirtual } from '../units/virtual.ts';
import type { LinearDriver } from './driver.ts';
import { withShares } from './region-calls.ts';
import { outcomeOf, type Registering, sameSection, whyNotRegistered } from './register.ts';

/**
 * eHEA up to Linux 2.6.22: no map. One region from KERNELBASE to high_memory, holes and all, and a packet's bus
 * address is the kernel virtual one (ehea_reg_kernel_mr, drivers/net/ehea/ehea_qmr.c). It never looks again.
 * That the firmware takes the pages of a hole is our model; the page counter `int k` is taken as wide enough.
 */

/** The end of memory at boot, in whole kernel pages: high_memory. */
const highMemory = (site: Site): bigint => {
  const shift = BigInt(pageShift(site));
  return ((site.walked.at(-1)?.end ?? 0n) >> shift) << shift;
};

function register(site: Site, length: bigint): Registering {
  const calls = Number((length + CALL_BYTES - 1n) / CALL_BYTES);
  const done = registerPages(BigInt(calls) * CALL_BYTES, calls, site.armedHcalls, 1);
  // The last call names only the pages that are left.
  const pages = Math.min(done.pagesAccepted, Number(length >> BigInt(EHEA_PAGE_SHIFT)));
  const list = new PageList(RunSet.of(0, sectionsTouched(0n, length)[1]), sameSection, 2 ** 40);
  const failed = done.lastHret === 0 ? 0 : 1;
  const handle = site.nextHandle;
  site.nextHandle += 1;
  site.countHcalls(done.armed, done.fired);
  return outcomeOf(handle, length, { ...done, pagesAccepted: pages }, failed, list, PAGE_OFFSET);
}

const SOURCE = 'drivers/net/ehea/ehea_qmr.c, ehea_reg_kernel_mr, Linux 2.6.22';

const lengthOf = (region: Region | null): bigint => region?.length ?? 0n;

type OneRegion = Pick<
  Generation<LinearDriver>,
  | 'renumbers'
  | 'length'
  | 'unloaded'
  | 'load'
  | 'translate'
  | 'whyGone'
  | 'bytesFormula'
  | 'shape'
  | 'owner'
>;

/**
 * One region over the kernel's linear mapping, made at boot: how it is registered and how a byte is named in it.
 *
 * @param source where the length's rule was read, or whose it is
 */
export const oneLinearRegion = (source: string): OneRegion => ({
  renumbers: false,
  length: { formula: '= high_memory − KERNELBASE, at boot', source, ran: false },
  unloaded: { region: null, stopped: false },
  load(site, driver) {
    const { region, fact } = register(site, highMemory(site));
    return {
      driver: { ...driver, region },
      act: {
        on: 'boot',
        update: 'build',
        ret: 0,
        tablesBefore: NO_TABLE,
        tablesAfter: NO_TABLE,
        allocated: 0,
        mrLengthBefore: '0x0',
        mrLengthAfter: formatHex(lengthOf(region)),
        unregister: 'none',
        registration: withShares(site, fact),
      },
      ret: 0,
      refused: null,
    };
  },
  translate: (_, physical) => ({ bus: toVirtual(physical), missAt: null }),
  whyGone: whyNotRegistered,
  bytesFormula: () => '= no map: the kernel’s own addresses',
  shape: ({ region }) => ({
    ...NO_SHAPE,
    kind: 'linear',
    direct: 'the kernel’s own virtual address',
    mrLength: lengthOf(region),
  }),
  owner: (_, bus) => toPhysical(bus, 'subtract'),
});

export const LINEAR: Generation<LinearDriver> = {
  ...PASSIVE,
  ...oneLinearRegion(SOURCE),
  id: 'linear',
  builtBy: 'EHEA before sections',
  source: SOURCE,
};
