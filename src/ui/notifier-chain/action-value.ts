import {
  type ChainAction,
  MEMORY_ACTIONS,
  type MemoryAction,
} from '../../machine/notifier/action.ts';
import type { Scene } from '../../worker/protocol.ts';

/**
 * The number behind an action in this kernel, as a tooltip: 1 << n up to 6.12, n since they are an enum
 * (include/linux/memory.h). Of the node chain's actions no number was read.
 */
export function actionTip(action: ChainAction, values: Scene['actionValues']): string {
  const index = MEMORY_ACTIONS.indexOf(action as MemoryAction);
  if (index < 0) return `${action}\nsent down the node chain`;
  return values === 'bits'
    ? `${action} = ${1 << index}\na bit of its own: 1 << ${index}`
    : `${action} = ${index}\nan enum, since after 6.12`;
}
