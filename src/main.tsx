// First: the worker reads while the rest of the page is being evaluated.
import { worker } from './ui/page/worker.ts';

// Everything else.

import { createRoot } from 'react-dom/client';
import type { Api } from './store/api.ts';
import { apiLater } from './store/api-later.ts';
import { arrive, follow } from './store/arrive.ts';
import { browserStores, readTab, readTheme, restoreView } from './store/keep.ts';
import type { Keeper } from './store/keeping.ts';
import { makeStore, type Store } from './store/store.ts';
import { StoreContext } from './ui/kit/use-store.ts';
import { followWindow } from './ui/page/layout.ts';
import { Page } from './ui/page/page.tsx';
import { VERSION } from './ui/page/version.ts';
import { connect } from './worker/client.ts';
import './ui/kit/theme.css';

declare global {
  interface Window {
    sparsescope: Api;
  }
}

const fragment = (): string => location.hash.replace(/^#/, '');

/** After the frame that shows the first scene; a hidden tab paints nothing, so a timer stands in. */
const pictured = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 200);
  });

/** The first scene, then everything that follows the address bar and keeps the work. */
async function begin(store: Store): Promise<{ readonly keeper: Keeper }> {
  const stores = browserStores();
  store.getState().setTheme(readTheme(stores));
  // Before the first picture; another link is another scene, of which nothing is known yet.
  if (readTab(stores)?.hash === fragment()) restoreView(store, stores);
  await arrive(store, stores, fragment());
  addEventListener('hashchange', () => {
    expectLink();
    void follow(store, fragment());
  });
  await pictured();
  const { startKeeping } = await import('./store/keeping.ts');
  return { keeper: startKeeping(store, stores, fragment) };
}

/** A link may turn out to be bad: the page that says so is fetched while the worker looks at it. */
const expectLink = (): void => {
  if (fragment() !== '') void import('./ui/page/bad-link.tsx');
};

const store = makeStore(connect(worker));
expectLink();
const ready = begin(store);
window.sparsescope = apiLater(VERSION, async () => {
  const { keeper } = await ready;
  const { makeApi } = await import('./store/api.ts');
  return makeApi({ version: VERSION, store, keeper });
});
followWindow(store);

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StoreContext value={store}>
      <Page />
    </StoreContext>,
  );
