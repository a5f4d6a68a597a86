import type { MachineEvent, RegisterEvent } from '../../machine/event.ts';
import type { BlocksFact } from '../../machine/trace.ts';
import type { CallbackView, Scene } from '../../worker/protocol.ts';
import { actorOf, cancelled } from './effect.ts';

/** After a veto ahead of eHEA: the same again, with eHEA asked first. */
export interface WayOut {
  readonly name: string;
  readonly priority: number;
  /** Step to go back to, before the region was lost. */
  readonly back: number;
  readonly events: readonly MachineEvent[];
}

export function registrationOf(callback: CallbackView, priority: number): RegisterEvent {
  return { type: 'register', name: callback.name, priority, answers: callback.answers };
}

/** Null where the failure had another cause, or the callback is not the user's. */
export function wayOutOf(
  scene: Pick<Scene, 'chain' | 'event' | 'step'>,
  fact: BlocksFact,
): WayOut | null {
  const going = fact.rounds.find((round) => round.errno < 0);
  const stop = going?.stoppedAt ?? null;
  const vetoer = stop === null ? undefined : going?.calls[stop];
  const callback = scene.chain.find((c) => c.name === vetoer?.name && !c.builtin);
  const name = fact.rounds.map(actorOf).find((actor) => actor !== '') ?? '';
  const ehea = scene.chain.find((c) => c.name === name);
  const hurt = fact.acts.some((act) =>
    cancelled(
      fact,
      fact.rounds.findIndex((r) => r.action === act.on),
      name,
    ),
  );
  if (fact.ret >= 0 || !callback || !ehea || !hurt || !scene.event) return null;
  const priority = ehea.priority - 1;
  return {
    name: callback.name,
    priority,
    back: scene.step - 1,
    events: [
      { type: 'unregister', name: callback.name },
      registrationOf(callback, priority),
      scene.event,
    ],
  };
}
