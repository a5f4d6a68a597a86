import type { StateCreator } from 'zustand/vanilla';
import type { InputError } from '../machine/event.ts';
import type { Preview } from '../worker/protocol.ts';
import type { SessionSlice } from './session.ts';

/** A part in the user's hand, or memory being dragged out. */
export interface Held {
  readonly size: bigint;
  readonly label: string;
  readonly by: 'pointer' | 'keyboard';
  /** Where it would land; null while it is over nothing. */
  readonly address: bigint | null;
  /** Its place was typed: the pointer no longer decides it. */
  readonly pinned: boolean;
  /** Memory taken hold of in the map: letting go outside removes it. Null for a part from the tray. */
  readonly from: bigint | null;
}

export interface HoldSlice {
  readonly held: Held | null;
  /** What the drop would do, from the real step; null while unknown. */
  readonly preview: Preview | null;
  /** Why it cannot be dropped there. */
  readonly refusal: InputError | null;
  pickUp(part: {
    size: bigint;
    label: string;
    by: Held['by'];
    from?: bigint;
    address?: bigint;
  }): void;
  /** Moves the held part unless it is pinned; asks for a preview, at most one question in flight, the latest wins. */
  carry(address: bigint | null): void;
  /** Fixes the held part at a typed address, whatever the pointer does; null: the text is gone, it follows again. */
  pin(address: bigint | null): void;
  /** Drops it: dispatches the gesture. Resolves to true if the machine took it. */
  drop(): Promise<boolean>;
  putBack(): void;
}

/** The event that letting go here would be; null: nothing would happen. */
export function gestureOf(
  held: Held,
): { type: 'hotplug' | 'unplug'; start: string; size: string } | null {
  const size = `0x${held.size.toString(16)}`;
  if (held.from !== null)
    return held.address === null
      ? { type: 'unplug', start: `0x${held.from.toString(16)}`, size }
      : null;
  return held.address === null
    ? null
    : { type: 'hotplug', start: `0x${held.address.toString(16)}`, size };
}

export const createHoldSlice: StateCreator<HoldSlice & SessionSlice, [], [], HoldSlice> = (
  set,
  get,
) => {
  let asking = false;
  let again = false;

  async function ask(): Promise<void> {
    if (asking) {
      again = true;
      return;
    }
    again = false;
    asking = true;
    try {
      await askUntilTold();
    } catch {
      // The store has told the page; the next question is a new one.
    } finally {
      asking = false;
      // Moved between the last answer and here: a part picked up is put somewhere in the same breath.
      if (again) void ask();
    }
  }

  async function askUntilTold(): Promise<void> {
    do {
      again = false;
      const held = get().held;
      const event = held && gestureOf(held);
      if (!event) {
        set({ preview: null, refusal: null });
        continue;
      }
      const answer = await get().client.ask('preview', { event });
      if (get().held !== held) {
        again = get().held !== null;
        continue;
      }
      set(
        answer.ok
          ? { preview: answer.value, refusal: null }
          : { preview: null, refusal: answer.error },
      );
    } while (again);
  }

  return {
    held: null,
    preview: null,
    refusal: null,
    pickUp: ({ size, label, by, from, address }) => {
      set({
        held: { size, label, by, from: from ?? null, address: address ?? null, pinned: false },
        preview: null,
        refusal: null,
        complaint: null,
      });
      void ask();
    },
    carry: (address) => {
      const held = get().held;
      if (!held || held.pinned || held.address === address) return;
      set({ held: { ...held, address } });
      void ask();
    },
    pin: (address) => {
      const held = get().held;
      if (!held || held.from !== null) return;
      const pinned = address !== null;
      if (held.pinned === pinned && (!pinned || held.address === address)) return;
      // Unpinned it stays where it was, until the pointer or a key moves it.
      set({ held: { ...held, pinned, address: address ?? held.address } });
      if (pinned) void ask();
    },
    drop: async () => {
      const held = get().held;
      const event = held && gestureOf(held);
      set({ held: null, preview: null, refusal: null });
      if (!event) return false;
      return (await get().dispatch(event)).ok;
    },
    putBack: () => set({ held: null, preview: null, refusal: null }),
  };
};
