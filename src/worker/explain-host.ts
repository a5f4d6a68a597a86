import { ExplainDesk } from './explain-desk.ts';
import type { ExplainRequest } from './explain-protocol.ts';

/**
 * A worker of its own, apart from the race's: an explanation is there while a race is run, and a race that is left
 * takes no structure along.
 */
const desk = new ExplainDesk();

self.addEventListener('message', (event: MessageEvent<ExplainRequest>) => {
  self.postMessage(desk.answer(event.data));
});
