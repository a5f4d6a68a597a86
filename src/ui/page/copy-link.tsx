import { type ReactNode, useCallback, useId, useRef, useState } from 'react';
import type { Store } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { copyText } from '../kit/copy-text.ts';
import { Popover } from '../kit/popover.tsx';
import { useStoreApi } from '../kit/use-store.ts';

type Shown =
  | { readonly ok: true; readonly url: string; readonly copied: boolean }
  | { readonly ok: false; readonly message: string };

/** The whole scene as a link, at this very step: on the clipboard, and to be seen. */
export function CopyLink(): ReactNode {
  const store = useStoreApi();
  const [shown, setShown] = useState<Shown | null>(null);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setShown(null), []);
  return (
    <>
      <Button ref={anchor} icon="link" onClick={async () => setShown(await makeLink(store))}>
        Copy link
      </Button>
      <Popover
        open={shown !== null}
        onClose={close}
        anchor={anchor}
        label="Link"
        overDrawing
        className="w-101"
      >
        {shown && <LinkCard shown={shown} />}
      </Popover>
    </>
  );
}

async function makeLink(store: Store): Promise<Shown> {
  const answer = await store.getState().client.ask('link', {});
  if (!answer.ok) return { ok: false, message: answer.error.message };
  const url = `${location.href.replace(/#.*$/s, '')}#${answer.value}`;
  return { ok: true, url, copied: await copyText(url) };
}

function LinkCard({ shown }: { readonly shown: Shown }): ReactNode {
  const id = useId();
  if (!shown.ok)
    return (
      <p role="alert" className="text-xs">
        <span className="text-wrong-ink">{shown.message}</span>{' '}
        <span className="text-ink2">Save writes a file of any length.</span>
      </p>
    );
  return (
    <div className="text-xs text-ink2">
      <p role="status" className="mb-2">
        <span className="font-medium text-ink">
          {shown.copied ? 'Copied.' : 'Copy it from here:'}
        </span>{' '}
        Whoever opens it sees this scene at this step.
      </p>
      <label htmlFor={id} className="sr-only">
        Link
      </label>
      <input
        id={id}
        type="text"
        readOnly
        value={shown.url}
        onFocus={(event) => event.target.select()}
        className="h-8.5 w-full rounded-md bg-sunk px-2.5 font-mono text-ink ring-1 ring-inset ring-edge"
      />
    </div>
  );
}
