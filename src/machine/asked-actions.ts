import type { InputError } from './event.ts';
import type { Machine } from './machine.ts';
import {
  type ChainAction,
  MEMORY_ACTIONS,
  type MemoryAction,
  NODE_ACTIONS,
} from './notifier/action.ts';

/** Who can be asked what: only that can be told to fail, to be answered, or to be watched. */

/** The two that 6.12 alone sends, around a block's rounds (drivers/base/memory.c). */
const AROUND: readonly MemoryAction[] = ['MEM_PREPARE_ONLINE', 'MEM_FINISH_OFFLINE'];

interface Named {
  readonly name: string;
}

/** The chains of a machine, and whether its blocks' rounds lie between PREPARE and FINISH. */
export interface Chains {
  readonly chain: readonly Named[];
  readonly nodeChain: readonly Named[];
  readonly preparesBlocks: boolean;
}

export const chainsOf = ({ chain, nodeChain, edition }: Machine): Chains => ({
  chain,
  nodeChain,
  preparesBlocks: edition.rounds === 'prepare and finish',
});

/** What is sent down the memory chain. */
export const memoryActions = ({
  preparesBlocks,
}: Pick<Chains, 'preparesBlocks'>): readonly MemoryAction[] =>
  MEMORY_ACTIONS.filter((action) => preparesBlocks || !AROUND.includes(action));

/** What a callback of this name can be asked; empty if there is none. */
export function actionsAsked(chains: Chains, name: string): readonly ChainAction[] {
  const isThere = (chain: readonly Named[]): boolean => chain.some((c) => c.name === name);
  return [
    ...(isThere(chains.chain) ? memoryActions(chains) : []),
    ...(isThere(chains.nodeChain) ? NODE_ACTIONS : []),
  ];
}

/** A callback, or an action, that will never be asked. */
export function refuseNeverAsked(
  chains: Chains,
  name: string,
  action: ChainAction,
  field: string,
): InputError | null {
  const asked = actionsAsked(chains, name);
  return asked.includes(action) ? null : neverAsked(`"${name}"`, action, asked, field);
}

/** Answers to what this kernel does not send. */
export function refuseAnswers(
  machine: Machine,
  answers: Readonly<Partial<Record<MemoryAction, unknown>>>,
): InputError | null {
  const sent = memoryActions(chainsOf(machine));
  const never = MEMORY_ACTIONS.find((a) => answers[a] !== undefined && !sent.includes(a));
  return never === undefined
    ? null
    : neverAsked('A callback here', never, sent, `answers.${never}`);
}

const neverAsked = (
  who: string,
  action: ChainAction,
  asked: readonly ChainAction[],
  field: string,
): InputError => ({
  code: 'bad-event',
  message: `${who} is never asked ${action} on this kernel; expected one of ${asked.join(', ')}.`,
  field,
});
