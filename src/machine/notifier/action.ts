/**
 * The six actions of the memory chain (include/linux/memory.h, Linux 2.6.25). In this order their
 * value is 1 << index there, and the index itself since the actions became an enum (after 6.12).
 */
export const MEMORY_ACTIONS = [
  'MEM_ONLINE',
  'MEM_GOING_OFFLINE',
  'MEM_OFFLINE',
  'MEM_GOING_ONLINE',
  'MEM_CANCEL_ONLINE',
  'MEM_CANCEL_OFFLINE',
] as const;
export type MemoryAction = (typeof MEMORY_ACTIONS)[number];
