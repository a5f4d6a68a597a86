/** The kernel's small-object allocator: SLUB has a memory callback, SLAB of these kernels has none. */
export const ALLOCATORS = ['SLUB', 'SLAB'] as const;
export type Allocator = (typeof ALLOCATORS)[number];
