/**
 * What vmalloc refuses (mm/vmalloc.c, Linux 2.6.24 and 2.6.25): a request of more pages than the
 * machine has, at once and silently; and one that the vmalloc area cannot hold.
 */

/** VMALLOC_SIZE on ppc64: half of the 2^44-byte kernel page-table range (pgtable-ppc64.h). */
export const VMALLOC_BYTES = 1n << 43n;

export type VmallocRefusal = 'more pages than the machine has' | 'no such gap in the vmalloc area';

/** Why an array is not there: vmalloc's own reasons, or a failure that was armed. */
export type ArrayRefusal = VmallocRefusal | 'the allocation that was told to fail';

/** @returns why the request is refused, or null */
export function vmallocRefusal(
  bytes: bigint,
  pageSize: number,
  machinePages: bigint,
): VmallocRefusal | null {
  const page = BigInt(pageSize);
  const pages = (bytes + page - 1n) / page;
  if (pages > machinePages) return 'more pages than the machine has';
  // One guard page follows every area.
  return (pages + 1n) * page > VMALLOC_BYTES ? 'no such gap in the vmalloc area' : null;
}
