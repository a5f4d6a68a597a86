import type { ArchitectureId, Edition } from './edition.ts';
import { factsOn } from './shipped.ts';
import { ours } from './source.ts';

/** What backs a virtual memmap, piece by piece. */

/** Off ppc64 nobody here read it. */
export const VIRTUAL = {
  vmemmap: ours('a huge page of the architecture: its vmemmap was not read'),
} as const;

/** log2 of a pageblock. */
export function pageblockBitsOn(
  edition: Edition,
  architecture: ArchitectureId,
  pageSize: number,
): number {
  const { hugePageBits, hugePageBits64K } = factsOn(edition, architecture);
  return (pageSize === 65536 ? hugePageBits64K : undefined) ?? hugePageBits;
}

/** Bytes of each piece: on ppc64 as the edition has it, elsewhere a huge page. */
export const vmemmapBlock = (
  edition: Edition,
  architecture: ArchitectureId,
  pageSize: number,
): number =>
  architecture === 'ppc64' && edition.vmemmapBlock === 'base page'
    ? pageSize
    : 2 ** pageblockBitsOn(edition, architecture, pageSize);
