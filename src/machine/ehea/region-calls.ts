import type { Site } from '../driver/site.ts';
import { H_NOT_ENOUGH_RESOURCES } from '../firmware/hcall.ts';
import type { Registration } from '../firmware/registration.ts';
import { formatHex } from '../units/address.ts';
import { EIO } from '../units/errno.ts';

/** The hcalls around a registration (drivers/net/ehea/ehea_qmr.c and ehea_main.c, Linux 2.6.32 and 7.1.5). */

/** H_ALLOC_HEA_RESOURCE was refused: -EIO; there is nothing to free, and no handle was given. Null: it went well. */
export function refusedAllocation(site: Site, length: bigint): Registration | null {
  const code = site.hcall('allocate');
  if (code === 0) return null;
  return {
    handle: '0x0',
    length: formatHex(length),
    hcalls: '0',
    pagesAccepted: '0',
    lastHret: code,
    freeCalls: 0,
    ret: EIO,
    refused: 'allocate',
  };
}

/**
 * ehea_restart_qps: each queue pair gets a shared region to send and one to receive (H_REGISTER_SMR). The first that
 * is refused ends it: the region stands, the stop flag is clear, and the port is not restarted. The budget (ours) is
 * given out adapter by adapter: what is told is the first one's.
 */
export function withShares(site: Site, fact: Registration): Registration {
  const { ports, queuePairs, mrBudget } = site.options;
  // What the budget leaves the first adapter, its own region taken off.
  let left = mrBudget === null ? Number.POSITIVE_INFINITY : mrBudget - 1;
  const enough = left >= 2 * ports * queuePairs;
  if (fact.ret !== 0 || (enough && site.armedCalls.length === 0)) return fact;
  let shareHret = 0;
  const share = (): number => {
    if (left === 0) return H_NOT_ENOUGH_RESOURCES;
    const code = site.hcall('share');
    if (code === 0) left -= 1;
    return code;
  };
  for (let port = 0; port < ports; port += 1) {
    // The other ports have their own turn; what is told is the last refusal.
    let code = 0;
    for (let i = 0; i < 2 * queuePairs && code === 0; i += 1) code = share();
    if (code !== 0) shareHret = code;
  }
  return shareHret === 0 ? fact : { ...fact, refused: 'share', shareHret };
}
