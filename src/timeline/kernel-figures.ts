import type { ArchitectureId, Edition } from '../machine/kernel/edition.ts';
import type { FactKey } from '../machine/kernel/fact-key.ts';
import type { Options } from '../machine/kernel/options.ts';
import { factsOn, sectionBitsOn } from '../machine/kernel/shipped.ts';
import { readIn, sourceOn } from '../machine/kernel/sources.ts';
import { pageblockBitsOn, vmemmapBlock } from '../machine/kernel/vmemmap-block.ts';
import { type ModelCost, type ModelFacts, modelCost } from '../machine/memory/memory-model.ts';
import { formatCount, formatPower, formatSize } from '../machine/units/bytes.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { SECTION_SIZE_BITS } from '../machine/units/section.ts';
import type { Figure } from './figure.ts';
import { arithmetic, bytesOf, derived, figure, ours, ran, read } from './make-figure.ts';

/** What a kernel itself spends on memory like this, as it would be built: each number with its formula and source. */
export interface KernelFigure {
  readonly label: string;
  readonly figure: Figure;
}

/** A kernel as somebody thinks of building it. */
export interface Plan {
  readonly edition: Edition;
  readonly architecture: ArchitectureId;
  readonly memoryModel: Options['memoryModel'];
  readonly pageSize: number;
  readonly physicalBits: number;
}

/** `memory`: [first 16 MiB section, sections, state] each, as the page's scene has them. */
export function kernelFigures(plan: Plan, memory: Float64Array): readonly KernelFigure[] {
  const facts = modelFacts(plan);
  if (facts.physicalBits < facts.sectionBits) return [];
  const cost = modelCost(facts, presentIn(memory, facts.sectionBits));
  return [
    ...tableFigures(plan, facts, cost),
    ...usemapFigure(plan, facts, cost),
    memmapFigure(plan, facts, cost),
    ...(facts.model === 'VMEMMAP' ? [backingFigure(plan, facts, cost)] : []),
    totalFigure(facts, cost),
  ];
}

function modelFacts(plan: Plan): ModelFacts {
  const { edition, architecture, memoryModel, pageSize, physicalBits } = plan;
  return {
    model: memoryModel,
    sectionBits: sectionBitsOn(factsOn(edition, architecture), pageSize),
    physicalBits,
    pageSize,
    memSectionBytes: edition.memSectionBytes,
    structPageBytes: edition.structPageBytes,
    usemap: edition.usemap,
    pageblockBits: pageblockBitsOn(edition, architecture, pageSize),
    vmemmapBlock: vmemmapBlock(edition, architecture, pageSize),
  };
}

/** The kernel's own sections, larger than the driver's on other architectures. */
function presentIn(memory: Float64Array, sectionBits: number): RunSet {
  const unit = 2 ** (sectionBits - SECTION_SIZE_BITS);
  const runs: [number, number][] = [];
  for (let i = 0; i < memory.length; i += 3) {
    const first = memory[i] as number;
    const end = first + (memory[i + 1] as number);
    runs.push([Math.floor(first / unit), Math.ceil(end / unit)]);
  }
  return RunSet.from(runs);
}

/** The cell's source as a figure's; one that was not read is the file it was read in elsewhere. */
function sourceOf({ edition, architecture }: Plan, key: FactKey, note = ''): Figure['source'] {
  const own = sourceOn(edition, architecture, key);
  if (own.kind === 'ours') return ours(`${own.file}. ${note}`.trim());
  const { file, kind } = own.kind === 'not read' ? readIn(edition, key) : own;
  const borrowed =
    own.kind === 'not read' ? `Not read of ${edition.label}: taken as there. ${note}`.trim() : note;
  if (kind === 'ran') return ran(file, borrowed);
  return kind === 'read' && borrowed === note ? read(file, note) : derived(file, borrowed);
}

const spell = (n: bigint): string => formatPower(n) ?? formatCount(n);

function tableFigures(plan: Plan, facts: ModelFacts, cost: ModelCost): readonly KernelFigure[] {
  const { memSectionBytes, physicalBits, sectionBits, pageSize } = facts;
  const possible = {
    label: 'NR_MEM_SECTIONS',
    text: `2^(${physicalBits} − ${sectionBits}) = ${spell(cost.possible)}`,
  };
  const each = { label: 'sizeof(struct mem_section)', text: `${memSectionBytes} B` };
  const source = sourceOf(plan, 'memSection');
  if (facts.model === 'FLATMEM') return [];
  if (facts.model === 'STATIC')
    return [
      {
        label: 'mem_section, the whole array',
        figure: figure(
          bytesOf(cost.array),
          `= ${memSectionBytes} B × ${spell(cost.possible)}`,
          [possible, each],
          source,
        ),
      },
    ];
  const perRoot = {
    label: 'in one root',
    text: `${pageSize} / ${memSectionBytes} = ${cost.perRoot}`,
  };
  return [
    {
      label: 'array of roots',
      figure: figure(
        bytesOf(cost.array),
        `= 8 B × ${spell(cost.possible)} / ${cost.perRoot}`,
        [possible, perRoot],
        sourceOf(
          plan,
          'memSection',
          plan.edition.rootArray === 'static' ? 'In the kernel’s image.' : 'Allocated at boot.',
        ),
      ),
    },
    {
      label: 'roots with a section',
      figure: figure(
        bytesOf(cost.rootPages),
        `= ${spell(cost.roots)} × a page of ${formatCount(pageSize)} B`,
        [{ label: 'sections there', text: formatCount(cost.present) }, perRoot],
        source,
      ),
    },
  ];
}

function usemapFigure(plan: Plan, facts: ModelFacts, cost: ModelCost): readonly KernelFigure[] {
  if (facts.model === 'FLATMEM') return [];
  const pageblock = formatSize(1n << BigInt(facts.pageblockBits));
  const what =
    facts.usemap === 'pageblock bits'
      ? '3 bits for each pageblock, in whole words'
      : `16 B, ${facts.model === 'VMEMMAP' ? 'a bit for each 2 MiB, ' : ''}8 bits for each pageblock, in whole words`;
  return [
    {
      label: 'usemaps',
      figure: figure(
        bytesOf(cost.usemap),
        `= ${formatCount(cost.present)} × ${cost.usemapEach} B`,
        [
          { label: 'of each section', text: what },
          { label: 'pageblock', text: `${pageblock}, a huge page (derived)` },
        ],
        sourceOf(plan, 'usemap'),
      ),
    },
  ];
}

function memmapFigure(plan: Plan, facts: ModelFacts, cost: ModelCost): KernelFigure {
  const { pageSize, sectionBits, structPageBytes } = facts;
  const pages = (1n << BigInt(sectionBits)) / BigInt(pageSize);
  const flat = facts.model === 'FLATMEM';
  const sections = cost.memmap / cost.memmapEach;
  return {
    label: flat ? 'struct pages up to the last, holes too' : 'struct pages',
    figure: figure(
      bytesOf(cost.memmap),
      `= ${spell(sections)} × ${formatCount(pages)} pages × ${structPageBytes} B`,
      [
        { label: 'of each section', text: bytesOf(cost.memmapEach) },
        { label: 'sizeof(struct page)', text: `${structPageBytes} B` },
      ],
      flat
        ? derived(
            'mm/page_alloc.c, alloc_node_mem_map',
            'Not read; one array from the first page to the last.',
          )
        : sourceOf(plan, 'structPage'),
    ),
  };
}

function backingFigure(plan: Plan, facts: ModelFacts, cost: ModelCost): KernelFigure {
  return {
    label: 'what backs them, virtually contiguous',
    figure: figure(
      bytesOf(cost.backing),
      `= ${spell(cost.backingBlocks)} × ${formatSize(BigInt(facts.vmemmapBlock))}`,
      [{ label: 'in blocks of', text: formatSize(BigInt(facts.vmemmapBlock)) }],
      sourceOf(plan, 'vmemmap', 'A lone section costs a whole block.'),
    ),
  };
}

function totalFigure(facts: ModelFacts, cost: ModelCost): KernelFigure {
  const memmap = facts.model === 'VMEMMAP' ? cost.backing : cost.memmap;
  const parts = [cost.array, cost.rootPages, cost.usemap, memmap].filter((part) => part > 0n);
  return {
    label: 'together',
    figure: figure(
      bytesOf(cost.total),
      `= ${parts.length === 0 ? '0 B' : parts.map(bytesOf).join(' + ')}`,
      [],
      arithmetic('Of the driver’s own map nothing is in it.'),
    ),
  };
}
