import type { ReactNode } from 'react';
import type { PanelId } from '../../store/page.ts';
import { Driver } from '../driver/driver.tsx';
import { NotifierChain } from '../notifier-chain/notifier-chain.tsx';
import { SectionMap } from '../section-map/section-map.tsx';
import { Translation } from '../translation/translation.tsx';

export type PanelSize = 'wide' | 'normal' | 'narrow';

/** A panel by its short name. */
export function PanelOf({
  id,
  size,
}: {
  readonly id: PanelId;
  readonly size: PanelSize;
}): ReactNode {
  switch (id) {
    case 'sections':
      return <SectionMap size={size} />;
    case 'chain':
      return <NotifierChain size={size} />;
    case 'driver':
      return <Driver size={size} />;
    case 'translation':
      return <Translation size={size} />;
  }
}
