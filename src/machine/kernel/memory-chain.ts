import type { MemoryAction } from '../notifier/action.ts';
import {
  callChain,
  insertBlock,
  NOTIFY_DONE,
  NOTIFY_OK,
  notifierFromErrno,
} from '../notifier/chain.ts';
import type { ChainMember, HotplugDraft } from './hotplug-machine.ts';

/** The memory chain of these kernels: who is in it, and what each answers. */

/** What the round says: the pages, and the nodes it changes. */
export interface RoundAbout {
  readonly startPfn: number;
  readonly pages: number;
  readonly nid: number | null;
  readonly nidNormal: number | null;
}

/** An injector answers as it was told, OK otherwise (lib/memory-notifier-error-inject.c). */
function answer(draft: HotplugDraft, member: ChainMember, action: MemoryAction, about: RoundAbout) {
  const errno = member.errors?.get(action) ?? 0;
  if (errno !== 0) return notifierFromErrno(-errno);
  return isForeign(draft, member, about) ? NOTIFY_DONE : NOTIFY_OK;
}

/** virtio-mem has nothing to say of memory that is not its own (drivers/virtio/virtio_mem.c, Linux 6.1). */
function isForeign(draft: HotplugDraft, member: ChainMember, about: RoundAbout): boolean {
  if (!member.name.startsWith('virtio_mem')) return false;
  const page = BigInt(draft.pageSize);
  const start = BigInt(about.startPfn) * page;
  const end = start + BigInt(about.pages) * page;
  const own = draft.virtioMem;
  return own !== null && !(start < own.end && own.start < end);
}

/** memory_notify: sends one action down the chain and notes the round. */
export function memoryNotify(draft: HotplugDraft, action: MemoryAction, about: RoundAbout): number {
  const walk = callChain(draft.chain, (member) => answer(draft, member, action, about));
  draft.trace.push({
    kind: 'round',
    action,
    ...about,
    called: walk.calls.map((call) => call.block.name),
    result: walk.result,
  });
  return walk.result;
}

/** A module registers its callback: last of its priority. */
export function registerMember(draft: HotplugDraft, name: string, priority: number): void {
  draft.chain = insertBlock(draft.chain, { name, priority, errors: new Map() });
}

/** A module is unloaded; what its injector was told goes with it. A name that is not there changes nothing. */
export function unregisterMember(draft: HotplugDraft, name: string): void {
  const gone = draft.chain.findLast((m) => m.name === name);
  draft.chain = draft.chain.filter((m) => m !== gone);
}

/**
 * Tells the injector of this priority what to answer to an action; 0 takes it back, and nothing is there to take back
 * once its module is gone.
 *
 * @returns false if there is none
 */
export function injectError(
  draft: HotplugDraft,
  priority: number,
  action: string,
  errno: number,
): boolean {
  const able = draft.chain.filter((m) => m.errors !== null && m.priority === priority);
  const found = able.find((m) => isInjector(m.name)) ?? able.at(-1);
  if (!found?.errors) return errno === 0;
  const told = { ...found, errors: new Map(found.errors).set(action, Math.abs(errno)) };
  draft.chain = draft.chain.map((m) => (m === found ? told : m));
  return true;
}

/** The callback of the kernel's own error-injection module, notifier_err_inject_callback. */
export const isInjector = (name: string): boolean => name.includes('err_inject');
