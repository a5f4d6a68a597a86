import type { DriverId } from '../../machine/driver/driver-id.ts';
import { type DriverAnswers, type Repair, say } from './answer.ts';

/** Designs of ours: each labelled so, each for an argument of the thread. */

const OURS = 'ours';
const QMR = 'drivers/net/ehea/ehea_qmr.c, Linux 2.6.28 to 7.1.5';
const MAIN = 'drivers/net/ehea/ehea_main.c, Linux 2.6.28 to 7.1.5';

/** Every defect that the repaired driver puts right. */
export const REPAIRS: readonly Repair[] = [
  {
    name: 'The section base has 64 bits',
    what: '`top << 26` is computed on an int: above 2⁵⁵ another section’s pages are registered, at 2⁶⁰ those of section 0.',
    where: `ehea_calc_sectbase, ${QMR}`,
  },
  {
    name: 'No section number is folded',
    what: 'A section of 2³⁹ or above shares its entry with one below; such memory is refused instead.',
    where: `EHEA_INDEX_MASK, ${QMR}`,
  },
  {
    name: 'Adding and removing are done once',
    what: 'A second add of a section makes the length longer than the map, a second remove shorter.',
    where: `ehea_update_busmap, ${QMR}`,
  },
  {
    name: 'The length is what is mapped',
    what: 'ehea_mr_len counts adds and removes and is never compared: once it drifts, registration fails though every call was fine.',
    where: `ehea_mr_len, ${QMR}`,
  },
  {
    name: 'A cancel undoes what was done, nothing else',
    what: 'CANCEL_OFFLINE is taken for an add, also where another callback refused before eHEA was asked.',
    where: `ehea_mem_notifier, ${MAIN}`,
  },
  {
    name: 'It maps at GOING_ONLINE and may refuse',
    what: 'At MEM_ONLINE nobody reads the answer: memory came online that the device could not reach.',
    where: `ehea_mem_notifier, ${MAIN}`,
  },
  {
    name: 'A failed registration is said, and tried again',
    what: 'The notifier answered OK, and nothing registered until reboot. Now it refuses, and the cancel registers the old map.',
    where: `ehea_rereg_mrs, ${MAIN}`,
  },
  {
    name: '−ENOMEM leaves no trace',
    what: 'Entries stayed at the flag value 1, which translates as an address. Now every table is there before an entry is written.',
    where: `ehea_update_busmap, ${QMR}`,
  },
  {
    name: 'Tables are freed at once',
    what: 'An empty top lived one pass longer, the root for ever. A table on its way out stays until the memory is gone, so that a cancel needs none.',
    where: `ehea_rebuild_busmap, ${QMR}`,
  },
  {
    name: 'Only whole sections are mapped',
    what: 'Two truncations mapped a range from its section’s beginning and lost its tail.',
    where: `ehea_update_busmap, ${QMR}`,
  },
  {
    name: 'The boot walk ends at the limit',
    what: 'Its second argument is a page count, so it reached 2^bits pages.',
    where: `ehea_create_busmap, ${QMR}`,
  },
  {
    name: 'The transmit path looks at the answer',
    what: 'A miss was stored unchecked as all ones; now the buffer is dropped, as on the receive path.',
    where: `write_swqe2_*, ${MAIN}`,
  },
  {
    name: '16 GiB pages are skipped on hot-add too',
    what: 'The firmware does not allow them in a region; only the boot walk looked for them.',
    where: `ehea_create_busmap_callback, ${QMR}`,
  },
];

export const OF_OURS: Readonly<Partial<Record<DriverId, DriverAnswers>>> = {
  repaired: {
    what: 'eHEA’s three levels and one region, with every defect put right (ours).',
    add: say(
      'as eHEA: free, allocate, every page again; sections above move. What fails refuses the memory and leaves no trace',
      OURS,
    ),
    remove: say('as eHEA; a cancel brings back exactly what was taken', OURS),
    reads: 3,
    lookup: say('three dependent reads', OURS),
    holds: say('65,536 B for each table, none for memory that is gone; one region', OURS),
    stale: say('every bus address above a change, as with eHEA: a dense space is renumbered', OURS),
    repairs: REPAIRS,
  },
  'mapping-service': {
    what: 'What eHEA’s authors asked for: the core keeps one dense space for all drivers, and they only ask (ours; no kernel has it).',
    add: say(
      'the core: two u64 for each section, in the lowest free slots. The driver: one registration for all that was added at once, because slots are known before the first block comes online; a region cannot be resized, so also a hole that is filled is free, allocate, register all',
      OURS,
    ),
    remove: say(
      'the driver, at MEM_GOING_OFFLINE: one registration for each block, the others keep their addresses; a cancel gives the same slot back. The core: a hole, once the memory is removed',
      OURS,
    ),
    reads: 3,
    lookup: say('root of sections, section, its slot: the core’s own reads', OURS),
    holds: say(
      '8 B for each section and 8 B for each slot up to the highest, once for all drivers; one region, in which a hole costs its pages',
      OURS,
    ),
    stale: say(
      'nothing: a section keeps its bus address from its add to its removal, and its pages leave the region before they are moved',
      OURS,
    ),
  },
  'mr-per-section': {
    what: 'A region for each 16 MiB section; the map holds keys instead of slots (ours).',
    add: say(
      '8 hcalls and a handle for each new section and queue pair; no other is touched',
      OURS,
    ),
    remove: say('a free for each', OURS),
    reads: 3,
    lookup: say('three dependent reads find the key', OURS),
    holds: say('64 KiB tables of keys; (1 + 2 × queue pairs) handles for each section', OURS),
    stale: say('nothing: no address moves. But the handles run out', OURS),
  },
  'mr-per-packet': {
    what: 'A region for each packet, made when it is posted and freed when it is done (ours).',
    add: say('nothing', OURS),
    remove: say('nothing', OURS),
    reads: 0,
    lookup: say('none, but three hcalls for each packet: allocate, register, free', OURS),
    holds: say('a handle for each packet on its way', OURS),
    stale: say('a packet whose page goes away before it is done', OURS),
  },
};
