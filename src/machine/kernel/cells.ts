import { formatSize } from '../units/bytes.ts';
import type { ArchitectureFacts, ArchitectureId, BuiltinCallback, Edition } from './edition.ts';
import type { FactKey } from './fact-key.ts';
import { rulesOn } from './rules.ts';
import { bitsOn, factsOn, nodeCallbacksOn, sectionBitsOn } from './shipped.ts';
import type { Source } from './source.ts';
import { sourceOn } from './sources.ts';
import { vmemmapBlock } from './vmemmap-block.ts';

/** A kernel's table of facts, cell by cell, as people read it. */
export interface Cell {
  readonly key: FactKey;
  readonly label: string;
  readonly value: string;
  readonly source: Source;
}

export interface CellGroup {
  readonly title: string;
  readonly cells: readonly Cell[];
}

interface Asked {
  readonly edition: Edition;
  readonly architecture: ArchitectureId;
  readonly facts: ArchitectureFacts;
  readonly pageSize: number;
}

type Say = (asked: Asked) => string;

const yes = (is: boolean): string => (is ? 'yes' : 'no');
const hex = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;
const power = (bits: number): string => `${bits} bits, ${formatSize(1n << BigInt(bits))}`;

function limits({ facts, pageSize }: Asked): string {
  const plain = bitsOn(facts, 'EXTREME');
  const virtual = bitsOn(facts, 'VMEMMAP');
  const [low, high] = facts.otherBits ?? [0, -1];
  const only = facts.otherBitsPageSize;
  const where = only === undefined ? '' : ` with ${formatSize(BigInt(only))} pages`;
  return [
    `sections of ${formatSize(1n << BigInt(sectionBitsOn(facts, pageSize)))}`,
    power(plain),
    ...(virtual === plain ? [] : [`with VMEMMAP ${power(virtual)}`]),
    ...(high < low ? [] : [`or ${low === high ? low : `${low} to ${high}`}${where}`]),
  ].join('; ');
}

/** As they are called: the higher priority first, ties in registration order. */
const list = (callbacks: readonly BuiltinCallback[]): string =>
  [...callbacks]
    .sort((a, b) => b.priority - a.priority)
    .map(({ name, priority, optional }) =>
      optional ? `[${name} ${priority}]` : `${name} ${priority}`,
    )
    .join(', ');

function chain({ edition, architecture, facts }: Asked): string {
  const nodes = nodeCallbacksOn(edition, architecture);
  return [
    list(facts.callbacks),
    ...(nodes.length > 0 ? [`on the node chain ${list(nodes)}`] : []),
    'in brackets what is off by default',
  ].join('; ');
}

function backing({ edition, architecture, pageSize }: Asked): string {
  const size = formatSize(BigInt(vmemmapBlock(edition, architecture, pageSize)));
  if (architecture !== 'ppc64') return `huge pages of ${size}`;
  return edition.vmemmapBlock === 'base page'
    ? `base pages of ${size}`
    : `pages of the linear mapping, ${size}`;
}

const removed = ({ edition }: Asked): string =>
  edition.removal === 'none' ? 'nothing is removed' : edition.removalWithVmemmap;

function registers({ edition, architecture }: Asked): string {
  const when = edition.eheaRegisters
    ? REGISTERS[edition.eheaRegisters]
    : 'never: it has no callback';
  return architecture === 'ppc64' ? when : `${when}; here eHEA itself is a what-if`;
}

const REGISTERS = {
  'module init': 'when its module is loaded, also without an adapter',
  'first adapter': 'at its first adapter: without one there is no callback',
} as const;

const GROUPS: readonly (readonly [string, readonly (readonly [FactKey, string, Say])[]])[] = [
  [
    'Sections',
    [
      ['limit', 'section and physical bits', limits],
      [
        'pageSizes',
        'base pages',
        ({ facts }) => facts.pageSizes.map((size) => formatSize(BigInt(size))).join(' or '),
      ],
      [
        'memoryModels',
        'memory model of its own',
        ({ edition }) => `SPARSEMEM_${edition.ownOptions.memoryModel ?? 'EXTREME'}`,
      ],
      ['memSection', 'sizeof(struct mem_section)', ({ edition }) => `${edition.memSectionBytes} B`],
      ['structPage', 'sizeof(struct page)', ({ edition }) => `${edition.structPageBytes} B`],
      [
        'usemap',
        'usemap of a section',
        ({ edition }) => edition.usemap.replace('mem_', 'struct mem_'),
      ],
      ['radixNode', 'a node of the radix tree', ({ edition }) => `${edition.radixNodeBytes} B`],
      ['vmemmap', 'a virtual memmap is backed by', backing],
      [
        'physical',
        '__pa',
        ({ edition }) =>
          edition.physical === 'subtract'
            ? 'subtracts 0xc000000000000000'
            : 'masks the top four bits',
      ],
    ],
  ],
  [
    'Build',
    [
      [
        'kconfig',
        'rules that forbid a build',
        ({ edition, architecture }) =>
          rulesOn(edition, architecture)
            .map((r) => r.says)
            .join(' '),
      ],
      [
        'allocator',
        'allocator',
        ({ edition }) => `${edition.ownAllocator}${edition.slabRead ? '' : '; SLAB was not read'}`,
      ],
      [
        'export',
        'notifier exported to modules',
        ({ edition }) => (edition.exportsNotifier ? 'yes, with plain EXPORT_SYMBOL' : 'no'),
      ],
      [
        'ehea',
        'eHEA by itself',
        ({ edition }) => (edition.ownOptions.ehea === 'm' ? 'a module' : 'built in'),
      ],
      ['eheaRegisters', 'eHEA registers', registers],
    ],
  ],
  [
    'Notifier chain',
    [
      ['chain', 'in it, in call order', chain],
      [
        'actionValues',
        'values of the actions',
        ({ edition }) =>
          edition.actionValues === 'bits' ? 'bits: 1, 2, 4, 8, 16, 32' : 'an enum: 0 to 5',
      ],
      ['rounds', 'rounds of a block', ({ edition }) => edition.rounds],
      ['nodes', 'a round names nodes', ({ edition }) => yes(edition.roundsNameNodes)],
      ['okFromErrno', 'notifier_from_errno(0)', ({ edition }) => hex(edition.okFromErrno)],
    ],
  ],
  [
    'Adding',
    [
      ['blockSize', 'size of a block by itself', ({ facts }) => facts.blockSize ?? 'one section'],
      ['memoryBlock', 'a memory block is', ({ edition }) => edition.memoryBlock],
      [
        'add',
        'one call adds',
        ({ edition }) =>
          `a ${edition.addUnit}; what is there already is ${edition.addSwallowsExisting ? 'passed over' : '-EEXIST'}`,
      ],
      [
        'range',
        'beyond the physical bits',
        ({ edition }) => (edition.checksRange ? '-E2BIG' : 'nobody looks'),
      ],
      ['autoOnline', 'auto_online_blocks', ({ edition }) => yes(edition.autoOnlines)],
      ['memmap', 'memmap_on_memory', ({ edition }) => edition.memmapOnMemory],
      [
        'booleans',
        'also on and off',
        ({ edition }) =>
          edition.booleans.true === ''
            ? 'none'
            : `${edition.booleans.true} and ${edition.booleans.false}`,
      ],
    ],
  ],
  [
    'Online and offline',
    [
      [
        'walk',
        'the resource walk hands over',
        ({ edition }) => `${edition.walk} (${edition.walkName})`,
      ],
      [
        'online',
        'no page came online',
        ({ edition }) => (edition.tellsZeroPages ? 'MEM_ONLINE all the same' : 'no MEM_ONLINE, 0'),
      ],
      [
        'poisoned',
        'a poisoned block',
        ({ edition }) => (edition.refusesPoisoned ? '-EHWPOISON' : 'nobody looks'),
      ],
      [
        'offline',
        'offlining',
        ({ edition }) =>
          edition.canOffline
            ? `pinned pages: ${edition.pinnedPages}; failing: ${edition.failingPages}`
            : '-EINVAL, no round',
      ],
      [
        'isolation',
        'isolation wants',
        ({ edition }) => `${edition.isolation}${edition.refusesHoles ? '; no hole' : ''}`,
      ],
      ['undo', 'where it fails', ({ edition }) => edition.undo],
    ],
  ],
  [
    'Removing',
    [
      ['remove', 'removal', ({ edition }) => edition.removal],
      ['removeVmemmap', 'removal with a virtual memmap', removed],
      ['rollback', 'what fails is rolled back', ({ edition }) => yes(edition.rollsBack)],
    ],
  ],
];

/** Every varying fact of an edition on one architecture, with where it stands. */
export function cellsOf(
  edition: Edition,
  architecture: ArchitectureId,
  pageSize: number,
): readonly CellGroup[] {
  const asked = { edition, architecture, facts: factsOn(edition, architecture), pageSize };
  return GROUPS.map(([title, rows]) => ({
    title,
    cells: rows.map(([key, label, say]) => ({
      key,
      label,
      value: say(asked),
      source: sourceOn(edition, architecture, key),
    })),
  }));
}
