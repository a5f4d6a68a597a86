import type { Api } from './api.ts';

/** `window.sparsescope` before its code is there: calls wait for it, in the order in which they were made. */
export function apiLater(version: string, fetchApi: () => Promise<Api>): Api {
  let fetched: Promise<Api> | undefined;
  const api = (): Promise<Api> => {
    // A fetch that failed may be tried again.
    fetched ??= fetchApi().catch((error: unknown) => {
      fetched = undefined;
      throw error;
    });
    return fetched;
  };
  return {
    version,
    whenIdle: async () => (await api()).whenIdle(),
    open: async (text) => (await api()).open(text),
    scenario: async () => (await api()).scenario(),
    dispatch: async (event) => (await api()).dispatch(event),
    seek: async (step) => (await api()).seek(step),
    translate: async (address, space) => (await api()).translate(address, space),
    view: async () => (await api()).view(),
    setView: async (view) => (await api()).setView(view),
    report: async () => (await api()).report(),
  };
}
