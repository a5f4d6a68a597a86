import { RunSet } from '../units/run-set.ts';
import type { OnlineType } from './memory-block.ts';

/**
 * `mem->online_type` of blocks that are online: the word written to a `state` file whose block is online already is
 * refused, yet it stays, and says how the block comes back when nobody says so (drivers/base/memory.c, state_store and
 * memory_subsys_online, Linux 6.1 and 6.12; replayed). Sections in neither set come back by `online`.
 */
export type AskedTypes = Readonly<Record<'online_kernel' | 'online_movable', RunSet>>;

export const NOTHING_ASKED: AskedTypes = {
  online_kernel: RunSet.EMPTY,
  online_movable: RunSet.EMPTY,
};

/** The word that was refused stays; `online` forgets what was asked before. */
export function askType(
  asked: AskedTypes,
  type: OnlineType,
  first: number,
  end: number,
): AskedTypes {
  const others = forgetTypes(asked, first, end);
  return type === 'online' ? others : { ...others, [type]: others[type].addRange(first, end) };
}

/** Every attempt to online a block forgets what was asked before. */
export function forgetTypes(asked: AskedTypes, first: number, end: number): AskedTypes {
  const { online_kernel: kernel, online_movable: movable } = asked;
  return kernel.touches(first, end) || movable.touches(first, end)
    ? {
        online_kernel: kernel.removeRange(first, end),
        online_movable: movable.removeRange(first, end),
      }
    : asked;
}

/** How the block at `first` comes back, and up to which section below `end` all others do so too. */
export function askedFrom(
  { online_kernel: kernel, online_movable: movable }: AskedTypes,
  first: number,
  end: number,
): { readonly type: OnlineType; readonly end: number } {
  for (const [type, set] of [
    ['online_kernel', kernel],
    ['online_movable', movable],
  ] as const)
    if (set.has(first)) return { type, end: Math.min(end, set.end(set.seek(first))) };
  const starts = [kernel, movable].map((set) =>
    set.touches(first, end) ? set.start(set.seek(first)) : end,
  );
  return { type: 'online', end: Math.min(end, ...starts) };
}
