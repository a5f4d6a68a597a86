/** The field's words, as the kernel spells them: one word per thing, one sentence each. */
export const GLOSSARY: readonly { readonly word: string; readonly meaning: string }[] = [
  {
    word: 'section',
    meaning: 'The unit of sparse memory, 16 MiB on ppc64; a section exists or it does not.',
  },
  {
    word: 'memory block',
    meaning: 'One or more sections that go online and offline together through one file in sysfs.',
  },
  { word: 'LMB', meaning: 'Logical memory block: the piece in which the firmware grants memory.' },
  { word: 'hole', meaning: 'Addresses without memory between two pieces of it.' },
  { word: 'pfn', meaning: 'Page frame number: a physical address divided by the page size.' },
  {
    word: 'online, offline',
    meaning: 'Memory the kernel uses, and memory it knows of but does not use.',
  },
  {
    word: 'notifier block',
    meaning: 'A callback in the memory chain, asked and told when memory comes or goes.',
  },
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
    word: 'memory region (MR)',
    meaning: 'The pages that the firmware lets the device reach, in the order of bus addresses.',
  },
  { word: 'lkey', meaning: 'The key of a region, which each request of the device must show.' },
  { word: 'hcall', meaning: 'A call from the kernel into the firmware below it.' },
  {
    word: 'kernel virtual',
    meaning: 'Where the kernel sees a byte: its physical address + 0xc000000000000000.',
  },
  { word: 'physical', meaning: 'Where the memory controller sees it.' },
  { word: 'absolute', meaning: 'What hypervisor calls want; on this machine the physical one.' },
];

/** What no document gives: said here, and at each figure that rests on it. */
export const INVENTIONS: readonly string[] = [
  'The firmware’s memory regions: how many there may be and what a wrong length answers is our model; IBM documents no number.',
  'All memory is movable: isolation and migration succeed unless an event says otherwise.',
  'The raised limit: above the 44 bits that were shipped, the kernel’s counters are taken as wide enough; the driver’s are not repaired.',
];
