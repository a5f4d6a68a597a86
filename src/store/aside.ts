import type { StateCreator } from 'zustand/vanilla';

export const ASIDES = ['translation', 'device'] as const;
/** What the last panel shows: where any address goes, or what the device has been given. */
export type Aside = (typeof ASIDES)[number];

/** The last panel's two sides, and the posted buffer whose path is drawn. */
export interface AsideSlice {
  readonly aside: Aside;
  /** Number of the buffer; null: none. */
  readonly packet: number | null;
  showAside(aside: Aside): void;
  choosePacket(packet: number | null): void;
}

export const createAsideSlice: StateCreator<AsideSlice> = (set) => ({
  aside: 'translation',
  packet: null,
  // A question has a path of its own.
  showAside: (aside) => set(aside === 'translation' ? { aside, packet: null } : { aside }),
  choosePacket: (packet) => set({ packet }),
});
