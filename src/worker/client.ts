import type { Progress } from '../timeline/timeline.ts';
import { AccountsSeen } from './accounts-since.ts';
import type {
  CancelMessage,
  ReplyMessage,
  RequestMessage,
  RequestName,
  Requests,
  Scene,
} from './protocol.ts';

/** The page's side of the worker: each request is a Promise; `pending` tells how many are in flight, live traffic left out: it never ends. */
export interface Client {
  ask<N extends RequestName>(name: N, args: Requests[N]['args']): Promise<Requests[N]['value']>;
  readonly pending: () => number;
  /** Tells how far a long replay is, and null when it is over. */
  watch(listener: (progress: Progress | null) => void): void;
  /** Leaves the replay that is running; its request is answered with LEFT. */
  cancel(): void;
}

interface Waiting {
  readonly name: RequestName;
  readonly resolve: (value: never) => void;
  readonly reject: (reason: Error) => void;
}

/** A client over a worker (or anything that posts and receives messages alike). */
export function connect(port: {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
}): Client {
  let next = 1;
  let alive = false;
  let dead: Error | null = null;
  let listen: (progress: Progress | null) => void = () => undefined;
  const waiting = new Map<number, Waiting>();
  const seen = new AccountsSeen();
  port.addEventListener('message', (event) => {
    alive = true;
    const reply = event.data as ReplyMessage;
    // Also of a reply that nobody waits for any more: the next one builds on it.
    if (reply.type === 'value' && reply.accounts) putBack(reply.value, seen.all(reply.accounts));
    const entry = waiting.get(reply.id);
    if (!entry) return;
    if (reply.type === 'progress') {
      listen(reply.progress);
      return;
    }
    waiting.delete(reply.id);
    listen(null);
    if (reply.type === 'bug') entry.reject(new Error(reply.message));
    else entry.resolve(reply.value as never);
  });
  // A worker that cannot start or be understood answers nothing more: whoever waits is told so.
  const give = (event: Event): void => {
    const words = 'message' in event ? event.message : event.type;
    const reason = new Error(`The worker failed: ${words}`);
    if (!alive) dead = reason;
    listen(null);
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  port.addEventListener('error', give);
  port.addEventListener('messageerror', give);
  return {
    pending: () => [...waiting.values()].filter(({ name }) => name !== 'traffic').length,
    watch: (listener) => {
      listen = listener;
    },
    cancel: () => port.postMessage({ cancel: true } satisfies CancelMessage),
    ask: (name, args) =>
      new Promise((resolve, reject) => {
        if (dead) {
          reject(dead);
          return;
        }
        const id = next++;
        waiting.set(id, { name, resolve, reject });
        const message: RequestMessage = { id, name, args };
        port.postMessage(message);
      }),
  };
}

/** Only an answer with a scene comes with accounts; it is the page's own copy. */
function putBack(answer: unknown, accounts: Scene['accounts']): void {
  const { value } = answer as { readonly value: Scene | { readonly scene: Scene } };
  Object.assign('scene' in value ? value.scene : value, { accounts });
}
