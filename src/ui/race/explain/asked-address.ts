import type { State } from '../../../store/store.ts';
import { useStore } from '../../kit/use-store.ts';
import { type Asked, useAnswer } from '../../translation/use-answer.ts';
import { firstSection } from './places-to-ask.ts';

const selectionOf = (state: State): State['selection'] => state.selection;

/** The page's question as a physical address; where nothing is asked, what is selected, or the first section. */
export interface AskedAddress {
  readonly asked: Asked;
  readonly address: bigint;
  /** Why the question itself leads to no physical address. */
  readonly error: Asked['error'];
}

export function useAskedAddress(bounds: Float64Array): AskedAddress {
  const asked = useAnswer();
  const selection = useStore(selectionOf);
  const instead = selection?.start ?? BigInt(firstSection(bounds) ?? 0) << 24n;
  const physical = physicalOf(asked);
  const leadsNowhere = asked.answer !== null && physical === null;
  return {
    asked,
    address: physical ?? instead,
    error: leadsNowhere ? NOWHERE : asked.error,
  };
}

const NOWHERE = {
  code: 'bad-line',
  message:
    'Nothing physical is behind this address; below is what the selection or the first section answers.',
} as const;

function physicalOf({ space, address, answer }: Asked): bigint | null {
  if (space === 'physical') return address;
  return answer?.physical ? BigInt(answer.physical) : null;
}
