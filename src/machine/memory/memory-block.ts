/** The zones that hotplug knows (include/linux/mmzone.h). */
export type ZoneName = 'DMA' | 'DMA32' | 'Normal' | 'Movable';

/** How a block may be onlined (drivers/base/memory.c, online_type_to_str, Linux 6.1 and 6.12). */
export type OnlineType = 'online' | 'online_kernel' | 'online_movable';

/** One memoryN of sysfs, Linux 6.1 on: the unit of online and offline. */
export interface MemoryBlock {
  /** N: physical address / block size. */
  readonly index: number;
  readonly state: 'online' | 'offline';
  /** `mem->zone`: the one zone all of it lies in while online; null: offline, or several. */
  readonly zone: ZoneName | null;
  /** Every zone it reaches into while online. */
  readonly reaches: readonly ZoneName[];
  readonly nodes: readonly number[];
  /**
   * `mem->online_type`: what the next online uses if it is not told. An `online*` word written to a block that is
   * online already is refused, yet it stays here.
   */
  readonly onlineType: OnlineType | null;
  /** Pages at its start that hold its own struct pages (memmap_on_memory). */
  readonly memmapPages: number;
  /** Holds a page with a hardware error. */
  readonly poisoned: boolean;
}

/** All blocks, by index. */
export type Blocks = ReadonlyMap<number, MemoryBlock>;

/** In the order of their addresses, which is not the order of a directory listing. */
export const ascending = (blocks: Blocks): readonly MemoryBlock[] =>
  [...blocks.values()].sort((a, b) => a.index - b.index);

/** A block as add_memory leaves it: there, but nobody's yet. */
export const newBlock = (index: number, node: number, memmapPages: number): MemoryBlock => ({
  index,
  state: 'offline',
  zone: null,
  reaches: [],
  nodes: [node],
  onlineType: null,
  memmapPages,
  poisoned: false,
});
