/**
 * The actions of the memory chain (include/linux/memory.h, Linux 2.6.25 and 6.12). In this order their value is
 * 1 << index; of the first six it is the index itself since they became an enum (after 6.12). The last two are sent
 * by 6.12 alone, around a block's rounds.
 */
export const MEMORY_ACTIONS = [
  'MEM_ONLINE',
  'MEM_GOING_OFFLINE',
  'MEM_OFFLINE',
  'MEM_GOING_ONLINE',
  'MEM_CANCEL_ONLINE',
  'MEM_CANCEL_OFFLINE',
  'MEM_PREPARE_ONLINE',
  'MEM_FINISH_OFFLINE',
] as const;
export type MemoryAction = (typeof MEMORY_ACTIONS)[number];

/** The actions of the node chain (include/linux/node.h, Linux 7.1.5): a node gets its first memory or loses its last. */
export const NODE_ACTIONS = [
  'NODE_ADDING_FIRST_MEMORY',
  'NODE_ADDED_FIRST_MEMORY',
  'NODE_CANCEL_ADDING_FIRST_MEMORY',
  'NODE_REMOVING_LAST_MEMORY',
  'NODE_REMOVED_LAST_MEMORY',
  'NODE_CANCEL_REMOVING_LAST_MEMORY',
] as const;
export type NodeAction = (typeof NODE_ACTIONS)[number];

export type ChainAction = MemoryAction | NodeAction;

export const isNodeAction = (action: ChainAction): action is NodeAction =>
  action.startsWith('NODE_');
