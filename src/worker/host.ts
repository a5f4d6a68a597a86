import { thread } from '../scenario/presets/thread.ts';
import type { Playing } from '../timeline/timeline.ts';
import { AccountsSent } from './accounts-since.ts';
import { firstScene } from './first-scene.ts';
import { handOver, type Parcel } from './hand-over.ts';
import type { LEFT } from './left.ts';
import { Pace } from './pace.ts';
import type {
  CancelMessage,
  ReplyMessage,
  RequestMessage,
  RequestName,
  Requests,
} from './protocol.ts';

/** The worker: receives a request, calls the text history, posts the answer. Nothing else happens here. */

/** The history, which plays events and speaks texts: fetched when first asked for, or once the first picture is out. */
const open = () => import('./text-history.ts').then(({ TextHistory }) => new TextHistory());
let fetched: ReturnType<typeof open> | undefined;
const talk = (): ReturnType<typeof open> => {
  // A fetch that failed (the network, a page from an older build) may be tried again.
  fetched ??= open().catch((error: unknown) => {
    fetched = undefined;
    throw error;
  });
  return fetched;
};

type Value<N extends RequestName> = Requests[N]['value'];
type Handlers = {
  [N in RequestName]: (
    args: Requests[N]['args'],
  ) => Value<N> | Playing<Value<N>> | Promise<Value<N> | Playing<Value<N>>>;
};

const handlers: Handlers = {
  open: async ({ text, most }) => (await talk()).opening(text, most),
  // Before the history is there it can only be at its beginning.
  preset: async ({ id }) =>
    id === thread.id && !fetched ? { ok: true, value: firstScene() } : (await talk()).preset(id),
  gallery: async () => (await talk()).gallery(),
  dispatch: async ({ event }) => (await talk()).dispatch(event),
  preview: async ({ event }) => (await talk()).preview(event),
  seek: async ({ step }) => (await talk()).seek(step),
  restore: async ({ branch }) => (await talk()).restoring(branch),
  rerun: async ({ config }) => (await talk()).rerunning(config),
  translate: async ({ address, space }) => (await talk()).translate(address, space),
  traffic: async ({ from, count }) => (await talk()).traffic(from, count),
  figure: async ({ id, about }) => (await talk()).figure(id, about),
  compare: async () => (await talk()).compare(),
  report: async () => (await talk()).report(),
  scenario: async () => (await talk()).scenario(),
  link: async () => (await talk()).link(),
  keep: async () => (await talk()).keep(),
  unkeep: async ({ text }) => (await talk()).unkeeping(text),
};

const pace = new Pace();
const sent = new AccountsSent();

/** A long replay lets messages in between, tells how far it is, and can be left. */
function played<T>(id: number, given: T | Playing<T>): T | Promise<T | typeof LEFT> {
  if (!isPlaying(given)) return given;
  return pace.play(given, (progress) =>
    self.postMessage({ id, type: 'progress', progress } satisfies ReplyMessage),
  );
}

const isPlaying = <T>(given: T | Playing<T>): given is Playing<T> =>
  typeof given === 'object' && given !== null && Symbol.iterator in given && 'next' in given;

async function answer<N extends RequestName>({
  id,
  name,
  args,
}: RequestMessage<N>): Promise<{ reply: ReplyMessage; arrays: Parcel['arrays'] }> {
  try {
    const done = await played(id, await handlers[name](args));
    const { arrays, ...parcel } = handOver(done, sent);
    return { reply: { id, type: 'value', ...parcel }, arrays };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { reply: { id, type: 'bug', message }, arrays: [] };
  }
}

// One at a time, in the order asked: an answer that waits for code must not be overtaken.
let last: Promise<unknown> = Promise.resolve();
self.addEventListener('message', (event: MessageEvent<RequestMessage | CancelMessage>) => {
  const message = event.data;
  if ('cancel' in message) {
    pace.cancel();
    return;
  }
  last = last.then(async () => {
    const { reply, arrays } = await answer(message);
    self.postMessage(reply, { transfer: arrays });
  });
});
