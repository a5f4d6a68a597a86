import type { Layout } from '../../store/page.ts';
import type { Store } from '../../store/store.ts';

/** Root font size of the projector view, in percent. */
const PROJECTOR = 125;

/**
 * Which layout fits, counted in the reader's own font size: at 125 % a 1440 x 900 window holds what a
 * 1152 x 720 one holds at 100 %, so the panels fold into tabs instead of shrinking below reading size.
 */
export function layoutFor(width: number, height: number, scale: number): Layout {
  const w = width / scale;
  if (w < 720) return 'phone';
  return w < 1240 || height / scale < 760 ? 'tabs' : 'wide';
}

/** Keeps the layout, the root font size and the theme in step with window and store; call before first paint. */
export function followWindow(store: Store): void {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { projector, theme } = store.getState();
    const scale = projector ? PROJECTOR / 100 : 1;
    const layout = layoutFor(innerWidth, innerHeight, scale);
    root.style.fontSize = projector ? `${PROJECTOR}%` : '';
    root.dataset['layout'] = layout;
    root.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    store.getState().setLayout(layout);
  };
  addEventListener('resize', apply);
  dark.addEventListener('change', apply);
  store.subscribe((state, before) => {
    if (state.projector !== before.projector || state.theme !== before.theme) apply();
  });
  apply();
}
