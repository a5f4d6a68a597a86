import type { ReactNode } from 'react';
import type { InputError } from '../../machine/event.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import { eventsBefore } from '../../scenario/fitting.ts';
import { Button } from '../kit/button.tsx';

interface OpenBeforeProps {
  readonly error: InputError;
  /** Opens so many of its events. */
  readonly onOpen: (most: number) => void;
}

/** An event does not fit: what comes before it is whole, and can be opened. */
export function OpenBefore({ error, onOpen }: OpenBeforeProps): ReactNode {
  const most = eventsBefore(error);
  if (most === null) return null;
  return <Button onClick={() => onOpen(most)}>{wordsOf(most)}</Button>;
}

function wordsOf(most: number): string {
  if (most === 0) return 'Open it as it begins';
  return most === 1 ? 'Open its first step' : `Open its first ${formatCount(most)} steps`;
}
