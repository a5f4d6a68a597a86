import type { ReplyMessage, RequestMessage, RequestName, Requests } from './protocol.ts';
import { Session } from './session.ts';

/** The worker: receives a request, calls the session, posts the answer. Nothing else happens here. */

const session = new Session();

type Handlers = { [N in RequestName]: (args: Requests[N]['args']) => Requests[N]['value'] };

const handlers: Handlers = {
  open: ({ text }) => session.open(text),
  preset: ({ id }) => session.preset(id),
  dispatch: ({ event }) => session.dispatch(event),
  preview: ({ event }) => session.preview(event),
  seek: ({ step }) => session.seek(step),
  restore: ({ branch }) => session.restore(branch),
  rerun: ({ config }) => session.rerun(config),
  translate: ({ address, space }) => session.translate(address, space),
  report: () => session.report(),
  scenario: () => session.scenario(),
  link: () => session.link(),
  keep: () => session.keep(),
  unkeep: ({ text }) => session.unkeep(text),
};

function answer<N extends RequestName>({ id, name, args }: RequestMessage<N>): ReplyMessage {
  try {
    return { id, type: 'value', value: handlers[name](args) };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { id, type: 'bug', message };
  }
}

self.addEventListener('message', (event: MessageEvent<RequestMessage>) => {
  self.postMessage(answer(event.data));
});
