/** The kernel's small-object allocator: SLUB has a memory callback, SLAB of these kernels has none (FACTS c1, A3a). */
export const ALLOCATORS = ['SLUB', 'SLAB'] as const;
export type Allocator = (typeof ALLOCATORS)[number];
