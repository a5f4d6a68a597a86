import type { ReactNode } from 'react';
import type { PanelId } from '../../store/page.ts';
import { Driver } from '../driver/driver.tsx';
import { NotifierChain } from '../notifier-chain/notifier-chain.tsx';
import { SectionMap } from '../section-map/section-map.tsx';
import { Aside } from './aside.tsx';
import { Fault } from './fault.tsx';
import { PANEL_NAMES } from './panel-names.ts';

export type PanelSize = 'wide' | 'normal' | 'narrow';

interface PanelProps {
  readonly id: PanelId;
  readonly size: PanelSize;
}

/** A panel by its short name. */
export function PanelOf({ id, size }: PanelProps): ReactNode {
  return (
    <Fault key={id} name={PANEL_NAMES[id]}>
      <Named id={id} size={size} />
    </Fault>
  );
}

function Named({ id, size }: PanelProps): ReactNode {
  switch (id) {
    case 'sections':
      return <SectionMap size={size} />;
    case 'chain':
      return <NotifierChain size={size} />;
    case 'driver':
      return <Driver size={size} />;
    case 'translation':
      return <Aside size={size} />;
  }
}
