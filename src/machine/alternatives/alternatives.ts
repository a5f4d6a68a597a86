import type { Generation } from '../driver/generation.ts';
import { REPAIRED } from '../ehea/repaired-driver.ts';
import { DIRECT_WINDOW } from './direct-window.ts';
import { EHCA } from './ehca.ts';
import { MAPPING_SERVICE } from './mapping-service.ts';
import { MR_PER_PACKET } from './mr-per-packet.ts';
import { MR_PER_SECTION } from './mr-per-section.ts';
import { RDMA } from './rdma.ts';
import { TCE } from './tce.ts';

/** The other answers to eHEA's question: ours, and those of other devices. */
export const ALTERNATIVES: readonly Generation[] = [
  REPAIRED,
  MAPPING_SERVICE,
  MR_PER_SECTION,
  MR_PER_PACKET,
  EHCA,
  RDMA,
  TCE,
  DIRECT_WINDOW,
];
