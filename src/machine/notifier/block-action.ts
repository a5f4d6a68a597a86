import type { MemoryAction } from './action.ts';

/**
 * What the memory chain hears of one memory block: the six actions of every release, and the two that 6.12 sends
 * around them (include/linux/memory.h, Linux 6.12: values 64 and 128).
 */
export type BlockAction = MemoryAction | 'MEM_PREPARE_ONLINE' | 'MEM_FINISH_OFFLINE';
