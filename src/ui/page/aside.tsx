import { lazy, type ReactNode, Suspense, useId } from 'react';
import { ASIDES, type Aside as Side } from '../../store/aside.ts';
import type { State } from '../../store/store.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { Translation } from '../translation/translation.tsx';

/** Fetched when it is first looked at. */
const Device = lazy(async () => ({ default: (await import('../device/device.tsx')).Device }));

const asideOf = (s: State): Side => s.aside;

const NAMES: Readonly<Record<Side, string>> = { translation: 'Translation', device: 'Device' };

/** The last panel: where any address goes, or what the device has been given and what came of it. */
export function Aside({ size }: { readonly size: 'wide' | 'normal' | 'narrow' }): ReactNode {
  const aside = useStore(asideOf);
  return (
    <div className="relative h-full min-h-0">
      <Switch shown={aside} />
      {aside === 'translation' ? (
        <Translation size={size} />
      ) : (
        <Suspense fallback={null}>
          <Device size={size} />
        </Suspense>
      )}
    </div>
  );
}

/** Which of the two, in the place of the heading: it stays where it is while the panel below it changes. */
function Switch({ shown }: { readonly shown: Side }): ReactNode {
  const store = useStoreApi();
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label="Panel shown"
      className="absolute top-0 left-0 z-10 flex h-5 items-center gap-3 text-[0.8125rem]/4.5 tracking-[-0.003em] phone:-top-2.5 phone:h-11"
    >
      {ASIDES.map((side) => (
        <label
          key={side}
          className="relative flex h-full cursor-pointer items-center rounded-[2px] text-ink3 hover:text-ink has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink"
        >
          <input
            type="radio"
            name={name}
            checked={side === shown}
            onChange={() => store.getState().showAside(side)}
            className="absolute inset-0 m-0 cursor-pointer appearance-none outline-none"
          />
          {NAMES[side]}
        </label>
      ))}
    </div>
  );
}
