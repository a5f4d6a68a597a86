import type { Site } from '../driver/site.ts';
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
 * is refused ends it: the region stands, the stop flag is clear, and the port is not restarted.
 */
export function withShares(site: Site, fact: Registration): Registration {
  if (fact.ret !== 0 || site.armedCalls.length === 0) return fact;
  const { ports, queuePairs } = site.options;
  let shareHret = 0;
  for (let port = 0; port < ports; port += 1) {
    // The other ports have their own turn; what is told is the last refusal.
    let code = 0;
    for (let i = 0; i < 2 * queuePairs && code === 0; i += 1) code = site.hcall('share');
    if (code !== 0) shareHret = code;
  }
  return shareHret === 0 ? fact : { ...fact, refused: 'share', shareHret };
}
