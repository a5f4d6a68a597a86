import { LIMITS } from '../../machine/event.ts';
import { formatCount } from '../../machine/units/bytes.ts';

/**
 * The field's words that the page shows, as the kernel spells them: one word per thing, one sentence each. A test
 * holds them against the table of words in src/README.md.
 */
export const GLOSSARY: readonly { readonly word: string; readonly meaning: string }[] = [
  {
    word: 'section',
    meaning: 'The unit of sparse memory, 16 MiB on ppc64; a section exists or it does not.',
  },
  {
    word: 'memory block',
    meaning: 'One or more sections that go online and offline together through one file in sysfs.',
  },
  {
    word: 'firmware grant',
    meaning: 'The firmware gives the machine memory; only then can the kernel add it.',
  },
  { word: 'hole', meaning: 'Addresses without memory between two pieces of it.' },
  {
    word: 'online, offline',
    meaning: 'Memory the kernel uses, and memory it knows of but does not use.',
  },
  {
    word: 'notifier block',
    meaning: 'A callback in the memory chain, asked and told when memory comes or goes.',
  },
  { word: 'round', meaning: 'One action sent down the chain.' },
  { word: 'priority', meaning: 'Its place in the chain: the higher number is called first.' },
  { word: 'NOTIFY_BAD', meaning: 'An answer that stops the chain and refuses.' },
  {
    word: 'bus map (ehea_bmap)',
    meaning: 'The driver’s own table from section to bus address, flat or in three levels.',
  },
  {
    word: 'bus address',
    meaning: 'What the device puts on the wire: dense, from 0x8000000000000000 on.',
  },
  {
    word: 'slot',
    meaning: '16 MiB of bus space; a section’s slot is its rank among the mapped.',
  },
  {
    word: 'memory region (MR)',
    meaning: 'The pages that the firmware lets the device reach, in the order of bus addresses.',
  },
  {
    word: 'unmovable, pinned, failing pages',
    meaning:
      'What whoever wants them elsewhere meets: isolation refuses, moving leaves them over, or ends in an error.',
  },
  {
    word: 'poisoned pages',
    meaning: 'Pages with a hardware error: from 6.12 on their block does not come online again.',
  },
  {
    word: 'fault',
    meaning:
      'Something that is told to happen: an allocation, an hcall, an answer, a signal; it waits for its turn, once.',
  },
  {
    word: 'posted buffer',
    meaning:
      'On the device’s queue with the bus address it was given; the device reads it (transmit) or writes it (receive).',
  },
  {
    word: 'queue pairs',
    meaning: 'What the device works through; stopped and started again in every re-registration.',
  },
  {
    word: 'budget',
    meaning: 'How many region handles the firmware gives in all: ours, no number is documented.',
  },
  { word: 'hcall', meaning: 'A call from the kernel into the firmware below it.' },
  {
    word: 'kernel virtual',
    meaning: 'Where the kernel sees a byte: its physical address + 0xc000000000000000.',
  },
  { word: 'physical', meaning: 'Where the memory controller sees it.' },
  {
    word: 'generation',
    meaning: 'How one release of the driver keeps its map, and when it looks.',
  },
  {
    word: 'what-if',
    meaning:
      'A machine that never was: a raised limit, or a driver on a kernel it never shipped with.',
  },
  {
    word: 'verdict',
    meaning:
      'What a translation comes to: ok, miss, no region, stale (no longer online) or wrong page.',
  },
  { word: 'island', meaning: 'Sections in a row, with no memory right before or after them.' },
  {
    word: 'reserved, touched',
    meaning:
      'Bytes a structure asks for by its formula; and pages of 4 KiB in which something stands, at least one.',
  },
  {
    word: 'reads, lines',
    meaning: 'Words a lookup reads, and the cache lines of 64 bytes they are in, on average.',
  },
  {
    word: 'spread',
    meaning:
      'The middle half of a time’s rounds; two times whose spreads overlap count as alike (ours).',
  },
  {
    word: 'front',
    meaning: 'The structures of a race that nothing as small beats in time beyond the spread.',
  },
  {
    word: 'ghost',
    meaning: 'The hollow mark of a structure over another layout, or measured elsewhere.',
  },
];

/** What no document gives: said here, and at each figure that rests on it. */
export const INVENTIONS: readonly string[] = [
  'The firmware’s memory regions: how many there may be and what a wrong length answers is our model; IBM documents no number.',
  'Where the sources are silent, a callback answers NOTIFY_OK.',
  'Region handles are counted from 1.',
  'All memory is of one node, and movable until an event holds pages: isolation and migration succeed.',
  'The drivers “repaired”, “mapping service”, “a region per packet” and “a region per section” are ours, and so is a budget of memory regions.',
  'The device: a queue of at most 64 posted buffers, accesses in the middle of a hotplug, and traffic from a seed.',
  'Memory blocks of at most 1 TiB.',
  'The raised limit: above the 44 bits that were shipped, the kernel’s counters are taken as wide enough; the driver’s are not repaired.',
  `Limits of a scenario: ${formatCount(LIMITS.events)} events, ${formatCount(LIMITS.runs)} runs of memory, ${LIMITS.callbacks} callbacks, names of ${LIMITS.nameLength} characters.`,
  'At most 8 old futures are kept; the oldest goes first.',
];
