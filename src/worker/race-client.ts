import type { RaceMessage, RaceRequest } from './race-protocol.ts';

/** What a race is driven by: the worker, or what a test gives. */
export type RacePort = Pick<Worker, 'postMessage' | 'terminate'> & {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
};

export const raceWorker = (): RacePort =>
  new Worker(new URL('./race-host.ts', import.meta.url), { type: 'module' });

/**
 * Runs a race in a worker of its own, which ends with it.
 *
 * @param tell everything that the worker says; one that cannot start or be understood has failed
 * @returns leaves the race at once: nothing is told afterwards
 */
export function runRace(
  request: RaceRequest,
  tell: (message: RaceMessage) => void,
  start: () => RacePort = raceWorker,
): () => void {
  let port: RacePort | null = null;
  const leave = (): void => {
    port?.terminate();
    port = null;
  };
  const pass = (message: RaceMessage): void => {
    if (port === null) return;
    const isOver = message.type === 'failed' || (message.type === 'result' && message.left === 0);
    if (isOver) leave();
    tell(message);
  };
  const give = (event: Event): void => {
    event.preventDefault();
    const words = 'message' in event && event.message ? `: ${event.message}` : '';
    pass({ type: 'failed', message: `The worker of the race failed${words}.` });
  };
  try {
    port = start();
    port.addEventListener('message', (event) => pass(event.data as RaceMessage));
    port.addEventListener('error', give);
    port.addEventListener('messageerror', give);
    port.postMessage(request);
  } catch (error) {
    leave();
    tell({ type: 'failed', message: `The race could not start: ${error}` });
  }
  return leave;
}
