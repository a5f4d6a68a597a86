import type { DriverId } from '../../machine/driver/driver-id.ts';
import { formatSize } from '../../machine/units/bytes.ts';

export const pageWords = (bytes: number): string => formatSize(BigInt(bytes));
export const blockWords = (hex: string): string => formatSize(BigInt(hex));

export const DRIVER_WORDS: Readonly<Record<DriverId, string>> = {
  linear: 'eHEA, no map (to 2.6.22)',
  'flat-2.6.23': 'eHEA, flat map of 2.6.23',
  flat: 'eHEA, flat map',
  'three-level-2.6.26': 'eHEA, three-level map, first cut (2.6.26)',
  'three-level-2.6.28': 'eHEA, three-level map of 2.6.28',
  'three-level': 'eHEA, three-level map',
  repaired: 'eHEA, repaired (ours)',
  'mapping-service': 'eHEA over a mapping service (ours)',
  'mr-per-section': 'an MR for each section (ours)',
  'mr-per-packet': 'an MR for each packet (ours)',
  ehca: 'ehca: refuses every change',
  rdma: 'RDMA: one key over all memory',
  tce: 'TCE table, filled page by page',
  'direct-window': 'pseries direct DMA window',
  none: 'no driver',
};
