import { optionsOf } from '../machine/kernel/options.ts';
import { type Machine, sectionsPerBlock } from '../machine/machine.ts';
import { grantedIn } from '../machine/memory/resource.ts';
import { validSections } from '../machine/memory/section.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { sectionStart } from '../machine/units/section.ts';
import type { BlockListing, BlockRow } from './block-listing.ts';
import { ascending, type ByteRange } from './listed-range.ts';
import type { ListedState } from './lsmem-state.ts';

/**
 * The memory blocks of a machine, for lsmem. A block is there if any of its sections is, and online if any is (ours, for
 * boot memory that is no whole block). One that waits for pinned pages reads `going-offline`
 * (drivers/base/memory.c).
 */
export function blockListing(machine: Machine): BlockListing {
  const { config, sections, pending } = machine;
  const unit = sectionsPerBlock(config);
  const blocksOf = (runs: RunSet): RunSet =>
    RunSet.fromSorted([...runs].map(([a, b]) => [Math.floor(a / unit), Math.ceil(b / unit)]));
  const leaving = pending
    ? blocksOf(RunSet.of(pending.first, pending.first + pending.sections))
    : RunSet.EMPTY;
  const online = blocksOf(sections.online).minus(leaving);
  const offline = blocksOf(sections.offline).minus(online).minus(leaving);
  const removable = removableOf(machine);
  const rowsOf = (runs: RunSet, state: ListedState): BlockRow[] =>
    [...runs].map(([first, end]) => ({
      start: sectionStart(first * unit),
      end: sectionStart(end * unit),
      state,
      removable,
    }));
  const rows = [
    ...rowsOf(online, 'online'),
    ...rowsOf(offline, 'offline'),
    ...rowsOf(leaving, 'leaving'),
  ];
  return { rows: ascending(rows), blockSize: BigInt(config.blockSize) };
}

/**
 * What every file `removable` reads: whether CONFIG_MEMORY_HOTREMOVE is built, from Linux 5.10 on (seen in 6.1 and 6.12,
 * read in 7.1.5). Before, it is asked of the pages, and no layout tells: null.
 */
const removableOf = (machine: Machine): boolean | null =>
  machine.edition.memoryBlock === 'sections' ? optionsOf(machine).memoryHotremove : null;

/**
 * The System RAM of a machine, ascending: what was there at boot as the firmware gave it, what was added in the
 * resources that the kernel keeps. A ppc64 of 2008 kept none for boot memory; it is told all the same, or there would
 * be nothing to take elsewhere. Offline memory is a resource like any other. Memory beyond the physical bits has none.
 */
export function ramRanges(machine: Machine): Iterable<ByteRange> {
  const { sections, resources } = machine;
  const atBoot = validSections(sections).minus(resources);
  return mergeAscending(bootRanges(machine, atBoot), addedRanges(machine));
}

function* bootRanges({ granted }: Machine, sections: RunSet): Generator<ByteRange> {
  for (const [first, end] of sections)
    yield* grantedIn(granted, sectionStart(first), sectionStart(end));
}

function* addedRanges({
  resources,
  resourceEdges,
  edition,
  config,
}: Machine): Generator<ByteRange> {
  const unit = edition.addUnit === 'block' ? sectionsPerBlock(config) : 1;
  for (const [first, end] of resources) {
    let start = first;
    for (const [low, high] of resourceEdges.clip(first / unit, end / unit + 1))
      for (let edge = low; edge < high; edge++) {
        const at = edge * unit;
        if (at <= start || at >= end) continue;
        yield { start: sectionStart(start), end: sectionStart(at) };
        start = at;
      }
    yield { start: sectionStart(start), end: sectionStart(end) };
  }
}

/** Two ascending sequences as one. */
function* mergeAscending(
  one: Iterator<ByteRange>,
  other: Iterator<ByteRange>,
): Generator<ByteRange> {
  let [a, b] = [one.next(), other.next()];
  while (!a.done || !b.done) {
    if (!a.done && (b.done || a.value.start < b.value.start)) {
      yield a.value;
      a = one.next();
    } else if (!b.done) {
      yield b.value;
      b = other.next();
    }
  }
}
