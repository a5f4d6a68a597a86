import type { ReactNode } from 'react';
import type { Store } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { useStoreApi } from '../kit/use-store.ts';

/** Downloads the scene as a scenario file; Import opens it again. */
export function Save(): ReactNode {
  const store = useStoreApi();
  return (
    <Button kind="plain" onClick={() => void save(store)} data-tip="Save this scene as a file">
      Save
    </Button>
  );
}

async function save(store: Store): Promise<void> {
  const { client, scene } = store.getState();
  const scenario = await client.ask('scenario', {});
  const file = new Blob([`${JSON.stringify(scenario)}\n`], { type: 'application/json' });
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName(scene?.title ?? '')}.json`;
  link.click();
  // The download has its own hold on the data only after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'sparsescope';
