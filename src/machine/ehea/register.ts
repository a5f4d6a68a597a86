import type { Driver } from '../driver/driver.ts';
import type { Site } from '../driver/site.ts';
import { type FiredHcall, PageList, type Region } from '../firmware/memory-region.ts';
import {
  type ArmedHcall,
  CALLS_PER_SECTION,
  type PageCalls,
  registerPages,
} from '../firmware/register-pages.ts';
import type { Registration } from '../firmware/registration.ts';
import { entriesOf, hasLaggingTopLast } from '../structures/three-level.ts';
import { formatHex } from '../units/address.ts';
import { BUSMAP_START } from '../units/bus-space.ts';
import { EIO } from '../units/errno.ts';
import { FLAT_LINEAR_SECTIONS, type FlatMap, flatLength } from './flat-map.ts';
import { type EheaMap, LINEAR_SECTIONS, sectionBase } from './three-level-map.ts';

/**
 * ehea_reg_kernel_mr: allocate a region of the length the driver believes in, hand over the pages of every
 * section, test the last answer (drivers/net/ehea/ehea_qmr.c; run on the real code).
 */

export interface Registering {
  /** Null: registration failed and the region was freed again. */
  readonly region: Region | null;
  readonly fact: Registration;
  readonly calls: PageCalls & { readonly fired: readonly FiredHcall[] };
}

const NO_CALLS = (armed: readonly ArmedHcall[]): PageCalls => ({
  attempts: 0,
  pagesAccepted: 0,
  lastHret: 0,
  refused: false,
  armed,
  fired: [],
});

export function outcomeOf(
  handle: number,
  length: bigint,
  calls: PageCalls,
  freeCalls: number,
  list: PageList,
  start = BUSMAP_START,
): Registering {
  const failed = freeCalls > 0;
  const after = (hcalls: number, pages: number): Region => ({
    handle,
    start,
    length,
    hcalls,
    pages,
    list,
  });
  return {
    calls: {
      ...calls,
      fired: calls.fired.map((f) =>
        f.watch === undefined ? f : { ...f, region: after(f.attempts, f.pages) },
      ),
    },
    region: failed ? null : after(calls.attempts, calls.pagesAccepted),
    fact: {
      handle: formatHex(BigInt(handle)),
      length: formatHex(length),
      hcalls: calls.attempts.toString(),
      pagesAccepted: calls.pagesAccepted.toString(),
      lastHret: calls.lastHret,
      freeCalls,
      ret: failed ? EIO : 0,
    },
  };
}

/** Registers the three-level map. A refused call is freed twice: by the section loop and again at the end. */
export function registerThreeLevel(
  map: EheaMap,
  handle: number,
  armed: readonly ArmedHcall[],
): Registering {
  if (!map.tables.root) return outcomeOf(handle, map.mrLength, NO_CALLS(armed), 1, PageList.NONE);
  const entries = entriesOf(map.tables);
  const calls = registerPages(map.mrLength, entries.size, armed);
  // The value tested is that of the last top walked; a last top without dirs answers 0.
  const tested = !calls.refused && hasLaggingTopLast(map.tables) ? 0 : calls.lastHret;
  const freeCalls = calls.refused ? 2 : tested === 0 ? 0 : 1;
  return outcomeOf(
    handle,
    map.mrLength,
    calls,
    freeCalls,
    new PageList(entries, sectionBase, LINEAR_SECTIONS),
  );
}

/** Why a region that is registered once, or until it fails, is not there. */
export function whyNotRegistered(
  { region }: Driver,
  { nextHandle }: Pick<Site, 'nextHandle'>,
): string | null {
  if (region) return null;
  // The next handle where only the load has asked for one.
  return nextHandle === 2
    ? 'There was no page to register at boot: −EIO, and nothing registers again until reboot.'
    : 'Registration ended in −EIO and the region was freed; nothing registers it again until reboot.';
}

export const sameSection = (section: number): number => section;

/** Registers the flat map; whatever fails is freed once. Without a call nothing fails, and no page is there. */
export function registerFlat(
  map: FlatMap,
  handle: number,
  armed: readonly ArmedHcall[],
  callsPerSection = CALLS_PER_SECTION,
): Registering {
  const length = flatLength(map);
  const sections = map.array?.size ?? 0;
  const calls = registerPages(length, sections, armed, callsPerSection);
  const freeCalls = calls.lastHret === 0 ? 0 : 1;
  return outcomeOf(
    handle,
    length,
    calls,
    freeCalls,
    map.array && callsPerSection > 0
      ? new PageList(map.array, sameSection, FLAT_LINEAR_SECTIONS)
      : PageList.NONE,
  );
}
