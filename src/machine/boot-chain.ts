import type { Generation } from './driver/generation.ts';
import type { MachineConfig } from './event.ts';
import { canHotplug } from './kernel/ability.ts';
import type { BuiltinCallback, Edition } from './kernel/edition.ts';
import { callbacksOf } from './kernel/shipped.ts';
import type { Callback } from './machine.ts';
import { insertBlock, NOTIFY_OK } from './notifier/chain.ts';

/** The chains as they stand when a machine is up, before anybody registers callbacks of their own. */

/** In time order; ties keep that order. What is off by default is not there. */
function registered(
  callbacks: readonly BuiltinCallback[],
  { allocator }: MachineConfig,
): readonly Callback[] {
  let chain: readonly Callback[] = [];
  for (const own of callbacks) {
    if (own.optional || (own.allocator && own.allocator !== allocator)) continue;
    chain = insertBlock(chain, {
      name: own.name,
      priority: own.priority,
      kind: 'kernel',
      value: own.answer,
      order: 0,
      answers: {},
      gloss: own.gloss,
      source: own.source,
      ...(own.keepsBootMemory ? { keepsBootMemory: own.keepsBootMemory } : {}),
    });
  }
  return chain;
}

/**
 * The kernel's own callbacks, then the driver's, unless it is one of them: that it has its place. Without CONFIG_MEMORY_HOTPLUG registering does nothing and answers 0
 * (include/linux/memory.h; derived, no kernel here was read for it).
 */
export function memoryChain(
  edition: Edition,
  config: MachineConfig,
  { callback }: Generation,
): readonly Callback[] {
  if (!canHotplug({ edition, config })) return [];
  const chain = registered(callbacksOf({ edition, config }), config);
  if (!callback) return chain;
  const own: Callback = { ...callback, kind: 'driver', value: NOTIFY_OK, order: 0, answers: {} };
  return chain.some((c) => c.name === own.name)
    ? chain.map((c) => (c.name === own.name ? own : c))
    : insertBlock(chain, own);
}

export const nodeChain = (edition: Edition, config: MachineConfig): readonly Callback[] =>
  canHotplug({ edition, config }) ? registered(edition.nodeCallbacks, config) : [];
