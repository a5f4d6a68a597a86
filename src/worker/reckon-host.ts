import { reckon } from './reckon-desk.ts';
import type { ReckonRequest } from './reckon-protocol.ts';

/** A worker of its own: what costs a second over very many pieces holds up neither the machine nor a race. */
self.addEventListener('message', (event: MessageEvent<ReckonRequest>) => {
  self.postMessage(reckon(event.data));
});
