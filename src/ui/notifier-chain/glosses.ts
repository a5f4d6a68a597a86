import type { MemoryAction } from '../../machine/notifier/action.ts';
import { answerHex } from '../../machine/notifier/answer-name.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import type { CallbackView, Scene } from '../../worker/protocol.ts';
import { ordinal } from './answer.ts';
import { AROUND_ACTIONS, FORM_ACTIONS } from './draft.ts';

/** What a callback would do, in one phrase. */
export function glossOf(callback: CallbackView): string {
  if (callback.builtin) return callback.gloss;
  const given = [...FORM_ACTIONS, ...AROUND_ACTIONS].filter(
    (action) => callback.answers[action] !== undefined,
  );
  if (given.length === 0) return 'NOTIFY_OK to everything';
  return given.map((action) => answerTo(callback, action)).join(', ');
}

const answerTo = (callback: CallbackView, action: MemoryAction): string => {
  const answer = callback.answers[action] ?? '';
  return `${typeof answer === 'number' ? answerHex(answer) : answer} to ${action.slice(4)}`;
};

/** Below the list while nobody was called: why, or what will come. */
export function silenceOf(
  scene: Pick<Scene, 'event' | 'chain' | 'map' | 'trace' | 'listens'>,
): string {
  const deaf =
    scene.map.kind !== 'none' && scene.listens === null
      ? ' The driver has no callback: whatever comes or goes, it is not told.'
      : '';
  return `${silence(scene)}${deaf}`;
}

function silence(scene: Pick<Scene, 'event' | 'chain' | 'trace'>): string {
  switch (scene.event?.type) {
    case undefined:
      return 'Nobody has been asked yet. The first part you drop calls them in this order; any may answer NOTIFY_BAD.';
    case 'register':
      return placeOf(scene.event.name, scene.chain);
    case 'unregister':
      return `${scene.event.name} has left the chain.`;
    case 'send':
      return 'Silent: a translation asks nobody.';
    case 'work':
      return 'Silent: the driver’s own work asks nobody.';
    case 'add':
    case 'remove':
      return 'Silent: the kernel sends no event for add and remove, only for online and offline.';
    case 'configure':
      return 'Registered anew at boot, your own last.';
    case 'failAllocation':
    case 'failHcall':
      return 'Silent: the failure waits for its turn.';
    default:
      return 'Silent: no block changed its state.';
  }
}

function placeOf(name: string, chain: readonly CallbackView[]): string {
  const i = chain.findIndex((c) => c.name === name);
  if (i < 0) return '';
  const after = chain[i + 1];
  return `${name} is asked ${ordinal(i + 1)} of ${formatCount(chain.length)}${after ? `, before ${after.name}` : ''}.`;
}
