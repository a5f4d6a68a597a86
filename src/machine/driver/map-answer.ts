/** What a driver answers for a physical address, and where its walk ended. */
export interface MapAnswer {
  /** The bus address; null for EHEA_INVAL_ADDR. After an entry left at flag 1 it is 1 | offset. */
  readonly bus: bigint | null;
  readonly missAt: MissAt | null;
}

/** `budget`: no region was left to name a buffer with. */
export type MissAt = 'root' | 'top' | 'dir' | 'entry' | 'beyond-entries' | 'budget';
