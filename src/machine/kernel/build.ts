import type { DriverId } from '../driver/driver-id.ts';
import { generationOf } from '../ehea/generations.ts';
import { HUGE_PAGE_SIZE } from '../memory/huge-page.ts';
import { formatSize } from '../units/bytes.ts';
import type { ArchitectureId, Edition } from './edition.ts';
import { brokenRule, type Rule } from './kconfig.ts';
import { type Options, optionsOf } from './options.ts';
import { rulesOf } from './rules.ts';
import { factsOn, sectionBitsOn } from './shipped.ts';

/** Whether a machine builds and boots: Kconfig's rules, and what its architecture's numbers allow. */

/** Why it does not. `field` is a path from the machine: `options.memoryModel`, `pageSize` ... */
export interface Unbuildable {
  readonly field: string;
  readonly message: string;
}

interface Build {
  readonly driver: DriverId;
  readonly pageSize: number;
  readonly blockSize: string;
  readonly physicalBits: number;
  readonly options?: Partial<Options>;
  readonly hugePages?: readonly string[];
}

/** The first thing that forbids it; null if it boots. */
export function refuseBuild(edition: Edition, config: Build): Unbuildable | null {
  const options = optionsOf({ edition, config });
  const { architecture } = options;
  if (!edition.architectures[architecture])
    return {
      field: 'options.architecture',
      message: `${edition.label} on ${architecture}: not read, so nobody here knows its numbers.`,
    };
  const generation = generationOf(config.driver);
  const rule = brokenRule(rulesOf(edition), {
    ...options,
    builtBy: generation?.builtBy ?? null,
    listens: (generation?.callback ?? null) !== null,
  });
  if (rule) return { field: `options.${rule.field}`, message: ruleWords(edition, rule) };
  return refuseNumbers(edition, config, architecture) ?? refuseHugePages(config, architecture);
}

/** `EHEA depends on SPARSEMEM. (drivers/net/Kconfig, Linux 2.6.25)`; a rule that is borrowed says whose it is. */
export function ruleWords({ label }: Edition, { says, source }: Rule): string {
  const where =
    source.kind === 'not read' ? `not read of ${label}; as in ${source.file}` : source.file;
  return `${says} (${where})`;
}

function refuseNumbers(
  edition: Edition,
  { pageSize, blockSize, physicalBits }: Build,
  architecture: ArchitectureId,
): Unbuildable | null {
  const facts = factsOn(edition, architecture);
  const sizes = facts.pageSizes.map((size) => formatSize(BigInt(size)));
  if (!facts.pageSizes.includes(pageSize))
    return {
      field: 'pageSize',
      message: `${architecture} has pages of ${sizes.join(' or ')}, not of ${formatSize(BigInt(pageSize))}.`,
    };
  const bits = sectionBitsOn(facts, pageSize);
  const section = 1n << BigInt(bits);
  if (BigInt(blockSize) < section)
    return {
      field: 'blockSize',
      message: `A memory block is at least one section: ${formatSize(section)} on ${architecture} (${edition.label}), not ${formatSize(BigInt(blockSize))}.`,
    };
  if (physicalBits < bits)
    return {
      field: 'physicalBits',
      message: `A section alone takes ${bits} bits on ${architecture}; ${physicalBits} are less.`,
    };
  return null;
}

/** The firmware of pSeries gives them (commit 3fd09c45bfb), and no page lies beyond the physical limit. */
function refuseHugePages(
  { hugePages = [], physicalBits }: Build,
  architecture: ArchitectureId,
): Unbuildable | null {
  if (hugePages.length === 0) return null;
  const field = 'hugePages';
  if (architecture !== 'ppc64')
    return {
      field,
      message: `Pages of 16 GiB are a partition’s on ppc64: expected none on ${architecture}.`,
    };
  const end = 1n << BigInt(physicalBits);
  const beyond = hugePages.find((page) => BigInt(page) + HUGE_PAGE_SIZE > end);
  return beyond === undefined
    ? null
    : {
        field,
        message: `The 16 GiB at ${beyond} end beyond ${physicalBits} bits: expected pages below ${formatSize(end)}.`,
      };
}
