import type { PanelId } from '../../store/page.ts';

export const PANEL_NAMES: Readonly<Record<PanelId, string>> = {
  sections: 'Section map',
  chain: 'Notifier chain',
  driver: 'Driver',
  translation: 'Translation',
};
