import type { InputError, Outcome } from '../machine/event.ts';
import type { Space, Translation } from '../machine/translation.ts';
import { ADDRESS_END, formatHex, parseHex, parseHexBound } from '../machine/units/address.ts';
import type { Report } from '../timeline/report.ts';
import type { Keeper } from './keeping.ts';
import type { Store } from './store.ts';
import { AXES, type AxisKind } from './view.ts';

type Refused = { readonly ok: false; readonly error: InputError };
type Moved = { readonly ok: true; readonly step: number; readonly outcome: Outcome } | Refused;

/** Where the page looks: hex strings. */
export interface ViewState {
  readonly origin: string;
  readonly span: string;
  readonly axis: AxisKind;
}

/** `window.sparsescope`: what other programs, lessons and tests may do to the open page. */
export interface Api {
  readonly version: string;
  whenIdle(): Promise<void>;
  open(text: string): Promise<{ readonly ok: true } | Refused>;
  scenario(): Promise<unknown>;
  dispatch(event: unknown): Promise<Moved>;
  seek(step: number): Promise<Moved>;
  translate(address: string, space?: Space): Promise<Translation | Refused>;
  view(): Promise<ViewState>;
  setView(view: unknown): Promise<{ readonly ok: true } | Refused>;
  report(): Promise<Report>;
}

export interface ApiParts {
  readonly version: string;
  readonly store: Store;
  readonly keeper: Keeper;
}

const SPACES: readonly Space[] = ['virtual', 'physical', 'bus'];
const VIEW_KEYS = ['origin', 'span', 'axis'];

const refused = (message: string, field?: string): Refused => ({
  ok: false,
  error: { code: 'bad-event', message, ...(field === undefined ? {} : { field }) },
});

/** A value as JSON sees it, so that whatever a script passes in can travel to the worker. */
function plain(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    return null;
  }
}

export function makeApi({ version, store, keeper }: ApiParts): Api {
  const { client } = store.getState();
  let changes = 0;
  store.subscribe(() => {
    changes += 1;
  });
  return {
    version,
    whenIdle: async () => {
      const resting = (): boolean => client.pending() === 0 && !keeper.busy() && isWhole(store);
      for (;;) {
        while (!resting()) await pause(4);
        const seen = changes;
        await painted();
        if (resting() && seen === changes) return;
      }
    },
    open: async (text) => {
      const answer = await store.getState().openQuietly(String(text));
      return answer.ok ? { ok: true } : answer;
    },
    scenario: async () => {
      return client.ask('scenario', {});
    },
    dispatch: async (event) => {
      const answer = await client.ask('dispatch', { event: plain(event) });
      if (!answer.ok) return answer;
      store.setState({ mine: true });
      store.getState().show(answer.value.scene);
      return { ok: true, step: answer.value.step, outcome: answer.value.outcome };
    },
    seek: async (step) => {
      const answer = await client.ask('seek', { step: plain(step) as number });
      if (!answer.ok) return answer;
      store.getState().show(answer.value.scene);
      return { ok: true, step: answer.value.step, outcome: answer.value.outcome };
    },
    translate: async (address, space = 'physical') => {
      if (!SPACES.includes(space)) return refused(`Expected one of ${SPACES.join(', ')}.`, 'space');
      const answer = await client.ask('translate', { address: `${plain(address)}`, space });
      return answer.ok ? answer.value : answer;
    },
    view: async () => {
      const { viewport, axis } = store.getState();
      return { origin: formatHex(viewport.origin), span: formatHex(viewport.span), axis };
    },
    setView: async (view) => {
      return setView(store, plain(view));
    },
    report: async () => {
      return client.ask('report', {});
    },
  };
}

/** All of the page is there and nothing is about to be asked; a page for a bad link has nothing more to come. */
function isWhole(store: Store): boolean {
  const { badLink, begun, complete, handy } = store.getState();
  return begun === 0 && (badLink !== null || (complete && handy));
}

/** Strict: what does not fit changes nothing. A key left out stays as it is. */
function setView(store: Store, view: unknown): { readonly ok: true } | Refused {
  if (typeof view !== 'object' || view === null || Array.isArray(view))
    return refused('Expected {origin, span, axis}.');
  const given = view as Record<string, unknown>;
  const unknown = Object.keys(given).find((key) => !VIEW_KEYS.includes(key));
  if (unknown !== undefined) return refused(`Expected only ${VIEW_KEYS.join(', ')}.`, unknown);
  const now = store.getState();
  const axis = given['axis'] === undefined ? now.axis : AXES.find((a) => a === given['axis']);
  if (axis === undefined) return refused(`Expected one of ${AXES.join(', ')}.`, 'axis');
  const origin =
    given['origin'] === undefined ? now.viewport.origin : parseHex(String(given['origin']));
  if (origin === undefined) return refused('Expected 0x and up to 16 hex digits.', 'origin');
  const span =
    given['span'] === undefined ? now.viewport.span : parseHexBound(String(given['span']));
  if (span === undefined || span < 1n)
    return refused('Expected a length of 0x1 to 0x10000000000000000.', 'span');
  if (origin + span > ADDRESS_END) return refused('origin + span lies beyond 2^64.', 'span');
  if (given['origin'] !== undefined || given['span'] !== undefined)
    now.setViewport({ origin, fraction: 0n, span });
  if (axis !== now.axis) now.setAxis(axis);
  return { ok: true };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** After the frame that shows the present state. A hidden tab paints nothing, so a timer stands in. */
function painted(): Promise<void> {
  const frames = new Promise<void>((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
  return document.hidden ? Promise.race([frames, pause(60)]) : Promise.race([frames, pause(1000)]);
}
