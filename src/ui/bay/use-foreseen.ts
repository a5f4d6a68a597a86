import { useEffect, useRef, useState } from 'react';
import type { Result } from '../../machine/event.ts';
import type { State } from '../../store/store.ts';
import type { Preview } from '../../worker/protocol.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { parseCommand } from './command.ts';

/** What a command would do: the same step on the same machine, thrown away. */
export type Foreseen = Result<Preview>;

const epochOf = (state: State): number | null => state.scene?.epoch ?? null;

/** The event that the line asks for, as text; null: it is not whole, or moves the page alone. */
function eventText(line: string): string | null {
  const parsed = parseCommand(line);
  if (!parsed.ok) return null;
  const command = parsed.value;
  if (command.kind === 'event') return JSON.stringify(command.event);
  return command.kind === 'send'
    ? JSON.stringify({ type: 'send', address: command.address })
    : null;
}

/** Foresees a line while it is typed: one question in flight at a time, the latest wins. */
export function useForeseen(line: string): Foreseen | null {
  const store = useStoreApi();
  const epoch = useStore(epochOf);
  const event = eventText(line);
  const [answer, setAnswer] = useState<{ event: string; foreseen: Foreseen } | null>(null);
  const asked = useRef(Promise.resolve());
  useEffect(() => {
    if (event === null || epoch === null) return setAnswer(null);
    let current = true;
    asked.current = asked.current.then(async () => {
      if (!current) return;
      const foreseen = await store
        .getState()
        .client.ask('preview', { event: JSON.parse(event) as unknown });
      if (current) setAnswer({ event, foreseen });
    });
    return () => {
      current = false;
    };
  }, [store, event, epoch]);
  return answer?.event === event ? answer.foreseen : null;
}
