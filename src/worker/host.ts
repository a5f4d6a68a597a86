import { History } from './history.ts';
import type { ReplyMessage, RequestMessage, RequestName, Requests } from './protocol.ts';

/** The worker: receives a request, calls the history or the session, posts the answer. Nothing else happens here. */

const history = new History();

/** Texts, links and checks of untrusted events: fetched when first asked for, or once the first picture is out. */
const session = () => import('./session.ts').then(({ Session }) => new Session(history));
let fetched: ReturnType<typeof session> | undefined;
const talk = (): ReturnType<typeof session> => {
  // A fetch that failed (the network, a page from an older build) may be tried again.
  fetched ??= session().catch((error: unknown) => {
    fetched = undefined;
    throw error;
  });
  return fetched;
};

type Handlers = {
  [N in RequestName]: (
    args: Requests[N]['args'],
  ) => Requests[N]['value'] | Promise<Requests[N]['value']>;
};

const handlers: Handlers = {
  open: async ({ text }) => (await talk()).open(text),
  preset: ({ id }) => history.preset(id),
  dispatch: async ({ event }) => (await talk()).dispatch(event),
  preview: async ({ event }) => (await talk()).preview(event),
  seek: ({ step }) => history.seek(step),
  restore: ({ branch }) => history.restore(branch),
  rerun: ({ config }) => history.rerun(config),
  translate: ({ address, space }) => history.translate(address, space),
  report: () => history.report(),
  scenario: async () => (await talk()).scenario(),
  link: async () => (await talk()).link(),
  keep: async () => (await talk()).keep(),
  unkeep: async ({ text }) => (await talk()).unkeep(text),
};

async function answer<N extends RequestName>({
  id,
  name,
  args,
}: RequestMessage<N>): Promise<ReplyMessage> {
  try {
    return { id, type: 'value', value: await handlers[name](args) };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { id, type: 'bug', message };
  }
}

// One at a time, in the order asked: an answer that waits for code must not be overtaken.
let last: Promise<unknown> = Promise.resolve();
self.addEventListener('message', (event: MessageEvent<RequestMessage>) => {
  last = last.then(async () => {
    self.postMessage(await answer(event.data));
  });
});
