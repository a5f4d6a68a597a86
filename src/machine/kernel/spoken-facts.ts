import type { ArchitectureId, Edition } from './edition.ts';
import type { FactKey } from './fact-key.ts';
import { bitsOn, factsOn } from './shipped.ts';

type Value = boolean | number | string;

/** A fact of an edition, the cell it belongs to and the sentence that says it. */
interface Fact {
  readonly key: FactKey;
  readonly of: (edition: Edition, architecture: ArchitectureId) => Value;
  readonly say: (value: Value) => string;
}

const yesNo = (key: FactKey, of: (edition: Edition) => boolean, yes: string, no: string): Fact => ({
  key,
  of,
  say: (value) => (value === true ? yes : no),
});

/** A sentence for each of the values. */
const oneOf = <K extends keyof Edition>(
  cell: FactKey,
  key: K,
  words: Readonly<Record<Edition[K] & string, string>>,
): Fact => ({
  key: cell,
  of: (e) => String(e[key]),
  say: (value) => (words as Readonly<Record<string, string>>)[String(value)] ?? '',
});

const WITH_VMEMMAP: Readonly<Record<string, string>> = {
  none: 'With SPARSEMEM_VMEMMAP nothing is removed.',
  'EBUSY after the resource': 'With SPARSEMEM_VMEMMAP a removal ends in -EBUSY.',
  works: 'Memory can be removed also with SPARSEMEM_VMEMMAP.',
};

const REGISTERS: Readonly<Record<string, string>> = {
  never: 'eHEA has no callback.',
  'module init': 'eHEA registers when its module is loaded.',
  'first adapter': 'eHEA registers at its first adapter, not when its module is loaded.',
};

const ONLINE_WALK: Readonly<Record<string, string>> = {
  cancels: 'A walk that fails cancels onlining.',
  ignored: 'A walk that fails is ignored while onlining.',
  none: 'Onlining walks no resources: the whole block comes online.',
};

/** The facts in which editions differ, in the order in which a change is told. */
export const SPOKEN: readonly Fact[] = [
  yesNo(
    'offline',
    (e) => e.canOffline,
    'Memory can be taken offline.',
    'Memory cannot be taken offline: -EINVAL, no round.',
  ),
  oneOf('remove', 'removal', {
    none: 'Memory cannot be removed, only be taken offline.',
    'section by section': 'Memory can be removed.',
    'whole, all offline': 'Memory is removed whole, and only where every block is offline.',
  }),
  {
    key: 'removeVmemmap',
    of: (e) => (e.removal === 'none' ? 'none' : e.removalWithVmemmap),
    say: (value) => WITH_VMEMMAP[String(value)] ?? '',
  },
  {
    key: 'walk',
    of: (e) => e.walkName,
    say: (value) => `The resource walk is called ${value}.`,
  },
  oneOf('walk', 'walk', {
    granted: 'The resource walk hands over what the firmware granted.',
    'as asked': 'The resource walk hands over the range as it was asked.',
    resources: 'The resource walk hands over System RAM resources.',
  }),
  {
    key: 'walk',
    of: (e) => (e.walk === 'resources' ? 'none' : e.walkCancelsOnline ? 'cancels' : 'ignored'),
    say: (value) => ONLINE_WALK[String(value)] ?? '',
  },
  yesNo(
    'online',
    (e) => e.tellsZeroPages,
    'MEM_ONLINE is sent also for no page.',
    'Where no page came online there is no MEM_ONLINE.',
  ),
  yesNo(
    'export',
    (e) => e.exportsNotifier,
    'A module can register a memory notifier.',
    'No module can register a memory notifier.',
  ),
  {
    key: 'okFromErrno',
    of: (e) => e.okFromErrno,
    say: (value) => `notifier_from_errno(0) is 0x${value.toString(16).padStart(4, '0')}.`,
  },
  oneOf('actionValues', 'actionValues', {
    bits: 'Actions are bits: MEM_ONLINE is 1, MEM_GOING_OFFLINE 2, MEM_OFFLINE 4 ...',
    enum: 'Actions are an enum: MEM_ONLINE is 0, MEM_GOING_OFFLINE 1, MEM_OFFLINE 2 ...',
  }),
  oneOf('rounds', 'rounds', {
    plain: 'A block’s rounds are GOING, then done or CANCEL.',
    'prepare and finish': 'A block’s rounds lie between MEM_PREPARE_ONLINE and MEM_FINISH_OFFLINE.',
    'node chain': 'Nodes have a chain of their own, and PREPARE and FINISH are gone.',
  }),
  yesNo(
    'nodes',
    (e) => e.roundsNameNodes,
    'A round names the nodes that get their first memory or lose their last.',
    'A round names no nodes.',
  ),
  {
    key: 'eheaRegisters',
    of: (e) => e.eheaRegisters ?? 'never',
    say: (value) => REGISTERS[String(value)] ?? '',
  },
  oneOf('memoryBlock', 'memoryBlock', {
    'one section': 'A memory block is one section.',
    sections: 'A memory block is one section or several, and remembers its zone.',
  }),
  oneOf('add', 'addUnit', {
    section: 'One call adds one section.',
    block: 'One call adds one block.',
  }),
  yesNo(
    'add',
    (e) => e.addSwallowsExisting,
    'Adding passes over sections that are there.',
    'Adding a section that is there is -EEXIST.',
  ),
  yesNo(
    'range',
    (e) => e.checksRange,
    'Adding beyond the physical bits is -E2BIG.',
    'Adding checks no range.',
  ),
  yesNo(
    'add',
    (e) => e.checksAlignment,
    'Adding part of a block is -EINVAL.',
    'Adding rounds to whole sections.',
  ),
  yesNo(
    'autoOnline',
    (e) => e.autoOnlines,
    'What is added comes online as auto_online_blocks says.',
    'What is added stays offline.',
  ),
  yesNo(
    'autoOnline',
    (e) => e.onlineTypes,
    'state takes online_kernel and online_movable.',
    'state takes online and offline.',
  ),
  yesNo(
    'poisoned',
    (e) => e.refusesPoisoned,
    'A block with a poisoned page is not onlined again: -EHWPOISON.',
    'A poisoned page does not keep a block from coming online.',
  ),
  oneOf('memmap', 'memmapOnMemory', {
    none: 'There is no memmap_on_memory.',
    'one-block': 'With memmap_on_memory a DIMM of one block holds its own struct pages.',
    'each-block': 'With memmap_on_memory each block holds its own struct pages.',
  }),
  oneOf('isolation', 'isolation', {
    'every pageblock movable': 'Isolation wants every pageblock movable.',
    'ZONE_MOVABLE or every pageblock movable':
      'Isolation takes blocks of ZONE_MOVABLE whatever their pageblocks say.',
    'no unmovable page': 'Isolation refuses only where a page is unmovable.',
  }),
  yesNo(
    'isolation',
    (e) => e.refusesHoles,
    'A block with a hole does not go offline: -EINVAL.',
    'Holes do not keep a block from going offline.',
  ),
  oneOf('offline', 'pinnedPages', {
    'EAGAIN after 120 s': 'A page that stays pinned ends an offline with -EAGAIN after 120 s.',
    'until a signal': 'A page that stays pinned keeps an offline trying until a signal: -EINTR.',
  }),
  oneOf('offline', 'failingPages', {
    'EBUSY after the fifth': 'Five failures to migrate end an offline with -EBUSY.',
    'until a signal': 'Failures to migrate keep an offline trying until a signal.',
  }),
  oneOf('undo', 'undo', {
    'cancel first': 'A failed offline sends MEM_CANCEL_OFFLINE, then undoes isolation.',
    'undo first': 'A failed offline undoes isolation, then sends MEM_CANCEL_OFFLINE.',
  }),
  yesNo(
    'rollback',
    (e) => e.rollsBack,
    'An unplug that is refused puts its blocks back online.',
    'An unplug that is refused leaves its blocks offline.',
  ),
  oneOf('physical', 'physical', {
    subtract: '__pa subtracts 0xc000000000000000.',
    mask: '__pa masks the top four bits.',
  }),
  {
    key: 'structPage',
    of: (e) => e.structPageBytes,
    say: (value) => `struct page has ${value} bytes.`,
  },
  {
    key: 'radixNode',
    of: (e) => e.radixNodeBytes,
    say: (value) => `A node of the radix tree has ${value} bytes.`,
  },
  oneOf('usemap', 'usemap', {
    'pageblock bits': 'A section’s usemap is its pageblock bits.',
    mem_section_usage: 'A section’s usemap is a struct mem_section_usage.',
  }),
  oneOf('memSection', 'rootArray', {
    static: 'The array of roots lies in the kernel’s image.',
    'at boot': 'The array of roots is allocated at boot.',
  }),
  {
    key: 'memoryModels',
    of: (e) => e.ownOptions.memoryModel ?? 'EXTREME',
    say: (value) => `It is built with SPARSEMEM_${value}.`,
  },
  {
    key: 'ehea',
    of: (e) => (e.ownOptions.ehea === 'm' ? 'a module' : 'built in'),
    say: (value) => `eHEA is ${value}.`,
  },
  {
    key: 'limit',
    of: (e, on) => bitsOn(factsOn(e, on), e.ownOptions.memoryModel ?? 'EXTREME'),
    say: (value) => `Physical addresses have ${value} bits.`,
  },
  { key: 'allocator', of: (e) => e.ownAllocator, say: (value) => `${value} is the allocator.` },
];
