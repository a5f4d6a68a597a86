import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import type { Theme } from '../../store/view.ts';
import { Button, IconButton } from '../kit/button.tsx';
import type { IconName } from '../kit/icon.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const themeOf = (s: State): Theme => s.theme;

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS: Readonly<Record<Theme, IconName>> = { system: 'system', light: 'sun', dark: 'moon' };

/** As the system says, light, or dark; remembered by this browser. */
export function ThemeToggle({ worded }: { readonly worded: boolean }): ReactNode {
  const theme = useStore(themeOf);
  const store = useStoreApi();
  const next = (): void => store.getState().setTheme(NEXT[theme]);
  if (worded)
    return (
      <Button kind="plain" icon={ICONS[theme]} onClick={next}>
        Theme: {theme}
      </Button>
    );
  return (
    <IconButton
      icon={ICONS[theme]}
      label={`Theme: ${theme}`}
      hint={`press for ${NEXT[theme]}`}
      onClick={next}
    />
  );
}
