import type { ReplyMessage, RequestMessage, RequestName, Requests } from './protocol.ts';

/** The page's side of the worker: each request is a Promise; `pending` tells how many are in flight. */
export interface Client {
  ask<N extends RequestName>(name: N, args: Requests[N]['args']): Promise<Requests[N]['value']>;
  readonly pending: () => number;
}

/** A client over a worker (or anything that posts and receives messages alike). */
export function connect(port: {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
}): Client {
  let next = 1;
  const waiting = new Map<
    number,
    { resolve: (value: never) => void; reject: (reason: Error) => void }
  >();
  port.addEventListener('message', (event) => {
    const reply = event.data as ReplyMessage;
    const entry = waiting.get(reply.id);
    if (!entry) return;
    waiting.delete(reply.id);
    if (reply.type === 'bug') entry.reject(new Error(reply.message));
    else entry.resolve(reply.value as never);
  });
  // A worker that cannot start or be understood answers nothing more: whoever waits is told so.
  const give = (event: Event): void => {
    const words = event instanceof ErrorEvent ? event.message : event.type;
    for (const { reject } of waiting.values()) reject(new Error(`The worker failed: ${words}`));
    waiting.clear();
  };
  port.addEventListener('error', give);
  port.addEventListener('messageerror', give);
  return {
    pending: () => waiting.size,
    ask: (name, args) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve, reject });
        const message: RequestMessage = { id, name, args };
        port.postMessage(message);
      }),
  };
}
